// A barcode read by the camera into a field: <button hidden data-scan="#Waybill">. Shown only where the browser can do it; the field
// is typed into everywhere else.
const formats = ['code_128', 'code_39', 'code_93', 'itf', 'ean_13', 'qr_code'];

export function scan(button) {
    if (!('BarcodeDetector' in window) || !navigator.mediaDevices?.getUserMedia) return;
    button.hidden = false;
    button.addEventListener('click', async () => {
        const field = document.querySelector(button.dataset.scan);
        const dialog = document.createElement('dialog');
        dialog.className = 'scanner';
        const video = document.createElement('video');
        video.playsInline = video.muted = true;
        const close = document.createElement('button');
        close.type = 'button';
        close.className = 'btn btn-plain btn-lg';
        close.textContent = button.dataset.scanClose;
        dialog.append(video, close);
        document.body.append(dialog);

        let stream;
        const end = () => {
            stream?.getTracks().forEach(track => track.stop());
            dialog.remove();
            field.focus();
        };
        dialog.addEventListener('close', end);
        close.addEventListener('click', () => dialog.close());
        dialog.showModal();
        try {
            stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
            video.srcObject = stream;
            await video.play();
            const supported = await BarcodeDetector.getSupportedFormats();
            const detector = new BarcodeDetector({ formats: formats.filter(format => supported.includes(format)) });
            while (dialog.open) {
                const [found] = await detector.detect(video);
                if (found) {
                    field.value = found.rawValue.trim();
                    field.dispatchEvent(new Event('change', { bubbles: true }));
                    navigator.vibrate?.(80);
                    dialog.close();
                    return;
                }
                await new Promise(next => setTimeout(next, 150));
            }
        } catch {
            close.textContent = `${button.dataset.scanFailed} ×`;
        }
    });
}
