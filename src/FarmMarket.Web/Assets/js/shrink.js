const longest = 2000;
const smallEnough = 600 * 1024;

// A phone's photo of 5 MB becomes one of half a megabyte before it goes over a weak line; the server needs no more.
// What the browser can't draw goes as it is, and the server says whether it takes it.
export async function shrink(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size <= smallEnough) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const paper = canvas.getContext('2d');
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.imageSmoothingQuality = 'high';
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.88));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}
