// Things that grow, each drawn at a place, in a size, turned by an angle; the light stays where it is.
import { closed, darker, lighter, mix, n, open, placed, roundish, turn } from './kit.mjs'

/** Fills an outline and gives it body: light from the upper left, shade below right, light thrown back from the table. */
export function rounded(p, d, fill, { shade = '#4a1a05', depth = 0.62, bounce = '#ffd9a0', bounceOpacity = 0.32, over = '' } = {}) {
  return `<path d="${d}" fill="${fill}"/>${over}` +
    `<path d="${d}" fill="${p.radial(0.36, 0.3, 0.78, [[0, shade, 0], [0.45, shade, 0.03], [0.75, shade, depth * 0.42], [1, shade, depth]])}"/>` +
    `<path d="${d}" fill="${p.radial(0.4, 0.36, 0.72, [[0, bounce, 0], [0.84, bounce, 0], [1, bounce, bounceOpacity]])}"/>`
}

/** The window's reflection on something smooth. */
export function shine(p, x, y, size, { angle = -38, opacity = 0.62, stretch = 1.9, softness = 0.2 } = {}) {
  return p.soft(x, y, size * stretch * (1 + softness * 0.7), size * (1 + softness * 0.7), '#fffdf2', opacity, { core: Math.max(0.05, Math.round((0.82 - softness * 1.5) * 20) / 20), turned: angle })
}

/** A leaf from its stalk at (x, y), pointing along the angle. */
export function leaf(p, x, y, length, angle, { tone = '#3f7f34', width = 0.26, bend = 0.12, veins = 7 } = {}) {
  const top = [[0, 0], [0.22, -width * 0.75], [0.52, -width * 0.95], [0.8, -width * 0.5], [1, bend]]
  const low = [[1, bend], [0.78, width * 0.55 + bend], [0.5, width * 0.85 + bend * 0.6], [0.2, width * 0.6], [0, 0]]
  const put = pts => placed(pts, x, y, length, angle)
  const rib = put([[0, 0], [0.35, bend * 0.1], [0.7, bend * 0.45], [1, bend]])
  const whole = closed(put([...top.slice(0, -1), [1, bend], ...low.slice(1, -1)]), 0.9)
  const half = open(put(top), 0.9) + open(put([[1, bend], [0.7, bend * 0.45], [0.35, bend * 0.1], [0, 0]])).replace(/^M[^C]*/, m => 'L' + m.slice(1)) + 'z'
  let lines = ''
  for (let i = 1; i <= veins; i++) {
    const t = i * 0.8 / veins
    const from = [t, bend * t * t]
    for (const side of [-1, 1]) {
      const w = width * Math.sin(Math.PI * Math.min(1, t * 0.86 + 0.14)) * 0.62
      const [a, b, c] = put([from, [t + 0.08, from[1] + side * w * 0.55], [t + 0.17, from[1] + side * w]])
      lines += `M${n(a[0])} ${n(a[1])}Q${n(b[0])} ${n(b[1])} ${n(c[0])} ${n(c[1])}`
    }
  }
  return `<path d="${whole}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(tone, 0.3)], [0.5, tone], [1, darker(tone, 0.42)]])}"/>` +
    `<path d="${half}" fill="${lighter(tone, 0.55)}" opacity=".3"/>` +
    `<path d="${lines}" stroke="${darker(tone, 0.45)}" stroke-width="${n(length * 0.008 + 0.6)}" fill="none" opacity=".5"/>` +
    `<path d="${open(rib)}" stroke="${lighter(tone, 0.6)}" stroke-width="${n(length * 0.018 + 1)}" fill="none" opacity=".85"/>`
}

const mangoes = {
  guiqi: {
    outline: [[0.02, -1], [0.36, -0.92], [0.6, -0.52], [0.62, 0], [0.48, 0.48], [0.24, 0.82], [-0.02, 1.0], [-0.2, 0.94], [-0.26, 0.74], [-0.42, 0.4], [-0.54, -0.05], [-0.52, -0.5], [-0.32, -0.9]],
    skin: ['#8fae3c', '#a9c24a', '#c3cf52', '#a8bb45'], blush: ['#e8d564', 0.6, 0.2, 0.45, 0.75], bloom: '#e9f4d0', shade: '#1f3a08',
  },
  guire10: {
    outline: [[0, -1], [0.32, -0.9], [0.52, -0.5], [0.56, 0], [0.46, 0.5], [0.2, 0.92], [0.04, 1.06], [-0.12, 0.94], [-0.4, 0.55], [-0.52, 0.05], [-0.5, -0.5], [-0.3, -0.9]],
    skin: ['#a6b43c', '#c7c245', '#dfce53', '#c9c04a'], blush: ['#f2dc6a', 0.6, 0.1, 0.2, 0.8], bloom: '#f6f2cf', shade: '#3d3a08',
  },
  jinhuang: {
    outline: [[0.02, -1], [0.34, -0.94], [0.56, -0.56], [0.6, -0.05], [0.55, 0.45], [0.36, 0.85], [0.06, 1.02], [-0.22, 0.95], [-0.46, 0.62], [-0.55, 0.1], [-0.54, -0.45], [-0.34, -0.9]],
    skin: ['#f0b429', '#f8c63a', '#fbd555', '#f4bd34'], blush: ['#ffe98a', 0.55, -0.1, -0.1, 0.8], bloom: '#fff6d0', shade: '#8a4206',
  },
  redJinhuang: {
    outline: [[0.02, -1], [0.34, -0.94], [0.56, -0.56], [0.6, -0.05], [0.55, 0.45], [0.36, 0.85], [0.06, 1.02], [-0.22, 0.95], [-0.46, 0.62], [-0.55, 0.1], [-0.54, -0.45], [-0.34, -0.9]],
    skin: ['#d84a2c', '#ee8a32', '#f8c645', '#f4b534'], blush: ['#c92b33', 0.75, 0.2, -0.55, 0.85], bloom: '#ffe8d0', shade: '#6a1c06',
  },
  tainong: {
    outline: [[0, -0.9], [0.42, -0.84], [0.7, -0.46], [0.72, 0], [0.56, 0.46], [0.26, 0.82], [0.04, 0.98], [-0.14, 0.88], [-0.46, 0.56], [-0.64, 0.1], [-0.64, -0.42], [-0.4, -0.82]],
    skin: ['#ee7a3a', '#f6ab36', '#fbcf4a', '#f7c341'], blush: ['#e2433a', 0.72, 0.25, -0.6, 0.75], bloom: '#ffeecb', shade: '#84380a',
  },
  guifei: {
    outline: [[0, -0.98], [0.36, -0.9], [0.6, -0.5], [0.62, 0], [0.5, 0.5], [0.24, 0.9], [0.02, 1.0], [-0.18, 0.92], [-0.46, 0.58], [-0.58, 0.08], [-0.56, -0.46], [-0.34, -0.88]],
    skin: ['#d93a50', '#e9653f', '#f6b23f', '#f9cf52'], blush: ['#d2204f', 0.85, 0.22, -0.3, 0.95], bloom: '#ffe0e0', shade: '#6a0d1a',
  },
  keitt: {
    outline: [[0, -0.98], [0.46, -0.9], [0.76, -0.46], [0.8, 0.08], [0.64, 0.6], [0.32, 0.94], [-0.04, 1.0], [-0.4, 0.84], [-0.66, 0.4], [-0.72, -0.14], [-0.6, -0.66], [-0.36, -0.92]],
    skin: ['#b8443c', '#9c7a3a', '#88963c', '#9aa544'], blush: ['#b32a3e', 0.85, 0.28, -0.5, 0.9], bloom: '#f0e4d8', shade: '#3a1a06',
  },
  ivory: {
    outline: [[0.14, -1], [0.38, -0.9], [0.5, -0.46], [0.48, 0.06], [0.34, 0.54], [0.08, 0.9], [-0.16, 1.02], [-0.3, 0.92], [-0.28, 0.62], [-0.26, 0.2], [-0.28, -0.28], [-0.2, -0.74], [-0.04, -0.96]],
    skin: ['#b73438', '#cf6a38', '#d4a840', '#bfb046'], blush: ['#a81c34', 0.8, 0.2, -0.4, 0.9], bloom: '#f7e0d4', shade: '#4a1206',
  },
  yuwen: {
    outline: [[0, -0.98], [0.42, -0.9], [0.68, -0.48], [0.7, 0.06], [0.56, 0.56], [0.28, 0.92], [-0.02, 1.0], [-0.32, 0.86], [-0.58, 0.46], [-0.66, -0.06], [-0.58, -0.56], [-0.36, -0.9]],
    skin: ['#7c2340', '#93294a', '#b0414e', '#c2604a'], blush: ['#5f1338', 0.7, 0.25, -0.3, 0.9], bloom: '#ead0e2', shade: '#2c0418',
  },
  sijimi: {
    outline: [[0.02, -1], [0.28, -0.92], [0.44, -0.54], [0.48, -0.05], [0.4, 0.45], [0.2, 0.85], [0, 1.06], [-0.14, 0.94], [-0.36, 0.52], [-0.46, 0.05], [-0.44, -0.46], [-0.28, -0.9]],
    skin: ['#f4c84a', '#f8d45c', '#fbe07a', '#f6cd52'], blush: ['#fff0a8', 0.6, -0.1, 0, 0.8], bloom: '#fffae0', shade: '#8a5a0a',
  },
  green: {
    outline: [[0, -0.98], [0.4, -0.9], [0.62, -0.48], [0.64, 0.02], [0.5, 0.52], [0.24, 0.9], [0, 1.0], [-0.24, 0.9], [-0.5, 0.54], [-0.6, 0.04], [-0.56, -0.48], [-0.34, -0.88]],
    skin: ['#4f8a34', '#5f9a3a', '#7bb04a', '#66a03e'], blush: ['#a5cf6a', 0.55, -0.2, -0.2, 0.8], bloom: '#e0f4d8', shade: '#0d2e08',
  },
}

export function mango(p, kind, x, y, r, angle = 0) {
  const m = mangoes[kind]
  const points = placed(m.outline, x, y, r, angle)
  const d = closed(points)
  const [sx, sy] = turn(angle, [0, -r]), [ex, ey] = turn(angle, [0, r])
  const fill = p.linearAt(x + sx, y + sy, x + ex, y + ey, [[0, m.skin[0]], [0.32, m.skin[1]], [0.7, m.skin[2]], [1, m.skin[3]]])
  const [colour, opacity, bx, by, br] = m.blush
  const [gx, gy] = turn(angle, [bx * r, by * r])
  const blush = p.radialAt(x + gx, y + gy, br * r, [[0, colour, opacity], [0.55, colour, opacity * 0.55], [1, colour, 0]])
  const over = `<path d="${d}" fill="${blush}"/>` +
    `<path d="${d}" ${p.grain(n(9 / r), m.bloom, 0.3, { low: 0.42, gain: 3, seed: 7, octaves: 2 })}/>` +
    `<path d="${d}" ${p.grain(n(60 / r).length > 1 ? n(60 / r) : '.3', '#fff7d8', 0.55, { low: 0.66, gain: 9, seed: 3, octaves: 1 })}/>`
  const stalk = turn(angle, [m.outline[0][0] * r, m.outline[0][1] * r])
  const [tx, ty] = [x + stalk[0], y + stalk[1]]
  const [ux, uy] = turn(angle, [r * 0.03, -r * 0.17])
  return rounded(p, d, fill, { shade: m.shade, over }) +
    p.soft(tx, ty + r * 0.03, r * 0.16, r * 0.09, m.shade, 0.5, { turned: angle }) +
    `<path d="M${n(tx)} ${n(ty + r * 0.02)}q${n(ux * 0.4 + 3)} ${n(uy * 0.5)} ${n(ux)} ${n(uy)}" stroke="#6b4a22" stroke-width="${n(r * 0.05)}" stroke-linecap="round" fill="none"/><path d="M${n(tx - 1.5)} ${n(ty)}q${n(ux * 0.4 + 3)} ${n(uy * 0.5)} ${n(ux)} ${n(uy)}" stroke="#c79b5e" stroke-width="${n(r * 0.016)}" fill="none"/>` +
    shine(p, x - r * 0.22, y - r * 0.32, r * 0.11, { angle: -55 + angle * 0.3, opacity: 0.5 }) +
    shine(p, x - r * 0.3, y - r * 0.4, r * 0.035, { angle: -55 + angle * 0.3, opacity: 0.75, softness: 0.4 })
}

/** Where it was pressed and went bad: brown, soft and a little sunken. */
export function bruise(p, x, y, r, angle = 0) {
  return [[0.1, 0.3, 0.34], [-0.2, 0.08, 0.2], [0.14, -0.28, 0.15]].map(([bx, by, size]) => {
    const [dx, dy] = turn(angle, [bx * r, by * r])
    return p.soft(x + dx, y + dy, size * r * 1.1, size * r, '#4a2408', 0.85, { core: 0.45, turned: angle }) +
      p.soft(x + dx * 0.96, y + dy * 0.96, size * r * 0.6, size * r * 0.5, '#1c0b02', 0.7, { core: 0.3, turned: angle })
  }).join('')
}

/** A long mango leaf. */
export const mangoLeaf = (p, x, y, length, angle, bend = 0.1) => leaf(p, x, y, length, angle, { tone: '#3d7a35', width: 0.15, bend, veins: 11 })

/** One cheek of a mango, scored and turned out, skin below. */
export function mangoHedgehog(p, x, y, r, angle = 0, flesh = '#f9a825', skin = '#c9b63c') {
  const rim = closed(placed([[-1, 0], [-0.72, -0.5], [0, -0.66], [0.72, -0.5], [1, 0], [0.7, 0.46], [0, 0.62], [-0.7, 0.46]], 0, 0, r))
  let cubes = ''
  const rows = 6
  const fills = [0, 1, 2].map(i => p.linear(0, 0, 1, 1, [[0, lighter(flesh, 0.62 - i * 0.12)], [0.35, lighter(flesh, 0.12)], [1, darker(flesh, 0.12 + i * 0.06)]]))
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < 7; j++) {
      const u = (j - 3) / 3.6, v = (i - 2.5) / 3.1
      if (u * u + v * v > 1.02) continue
      const [cx, cy] = [u * r * 0.93, v * r * 0.58 - (1 - u * u - v * v) * r * 0.2]
      const s = r * 0.135
      cubes += `<path d="${closed(placed([[-1, -0.9], [1, -0.95], [1.05, 0.8], [0.9, 1.05], [-0.9, 1.05], [-1.05, 0.8]], cx, cy, s, u * 16), 0.5)}" fill="${darker(flesh, 0.34)}"/>` +
        `<path d="${closed(placed([[-1, -1], [0, -1.06], [1, -1], [1.03, 0], [1, 0.85], [0, 0.92], [-1, 0.85], [-1.03, 0]], cx, cy - s * 0.12, s * 0.94, u * 16), 0.55)}" fill="${fills[(i + j) % 3]}"/>` +
        `<path d="M${n(cx - s * 0.6)} ${n(cy - s * 0.75)}q${n(s * 0.5)} ${n(-s * 0.14)} ${n(s)} 0" stroke="#fff6cf" stroke-width="${n(s * 0.16)}" opacity=".75" fill="none" stroke-linecap="round"/>`
    }
  }
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})">` +
    `<path d="${rim}" transform="translate(0 ${n(r * 0.17)})" fill="${p.linear(0, 0, 0, 1, [[0, skin], [1, darker(skin, 0.5)]])}"/>` +
    `<path d="${rim}" fill="${p.linear(0, 0, 0, 1, [[0, lighter(flesh, 0.15)], [1, darker(flesh, 0.3)]])}"/>${cubes}</g>`
}

/** A wedge of mango flesh. */
export function mangoSlice(p, x, y, r, angle = 0, flesh = '#fbb02d', skin = '#d8b13c') {
  const d = placed([[-1, 0.04], [-0.5, -0.3], [0.1, -0.36], [0.7, -0.2], [1, 0.06], [0.5, 0.22], [0, 0.27], [-0.55, 0.2]], x, y, r, angle)
  const whole = closed(d)
  return castOfShape(p, whole) + `<path d="${whole}" transform="translate(0 ${n(r * 0.06)})" fill="${darker(skin, 0.15)}"/>` +
    `<path d="${whole}" fill="${p.linear(0, 0, 0.3, 1, [[0, lighter(flesh, 0.55)], [0.5, flesh], [1, darker(flesh, 0.16)]])}"/>` +
    `<path d="${whole}" ${p.grain('.02 .08', '#fff3c0', 0.5, { gain: 5 })}/>` +
    shine(p, x - r * 0.1, y - r * 0.1, r * 0.07, { angle: angle - 4, stretch: 4.4, opacity: 0.55 })
}

const castOfShape = (p, d) => `<path d="${d}" transform="translate(10 14)" fill="#1a0a02" opacity=".4" ${p.blur(9)}/>`

/** Round fruit of every kind. */
const rounds = {
  navel: { skin: ['#fbb03b', '#f38a1c', '#e06c0e'], shade: '#6b2402', peel: 0.5, squash: 0.97, calyx: 'star' },
  orah: { skin: ['#fcc04a', '#f7961f', '#e87b10'], shade: '#7a2e02', peel: 0.38, squash: 0.88, calyx: 'star' },
  blood: { skin: ['#f9a545', '#ea6a2a', '#b93222'], shade: '#520f06', peel: 0.42, squash: 0.96, calyx: 'star' },
  shatang: { skin: ['#fb9a35', '#f0701a', '#d9530c'], shade: '#6a1d02', peel: 0.5, squash: 0.8, calyx: 'star' },
  murcott: { skin: ['#fdbb4a', '#f69a24', '#e8820f'], shade: '#7a3402', peel: 0.3, squash: 0.84, calyx: 'star' },
  tomato: { skin: ['#fb6a50', '#e2331f', '#bd1d12'], shade: '#4a0402', squash: 0.84, lobes: 0.05, glossy: true, calyx: 'tomato' },
  cherry: { skin: ['#ff705a', '#e8301f', '#c21a12'], shade: '#520402', squash: 1.06, glossy: true, calyx: 'tomato' },
  plum: { skin: ['#d8d870', '#c9b04a', '#b8873a'], shade: '#4a2604', squash: 0.98, cleft: true, blush: '#b5364a', bloom: '#f4f0e6', calyx: 'dimple' },
  hawthorn: { skin: ['#ee5a44', '#cf2a22', '#a11316'], shade: '#3a0204', squash: 0.94, dots: '#f6d7a8', calyx: 'crown' },
  lychee: { skin: ['#ee6a66', '#d23a44', '#a82238'], shade: '#40040e', squash: 1.04, warts: true, calyx: 'stalk' },
  longan: { skin: ['#d9b06a', '#bd8b45', '#9a6a2e'], shade: '#3c2004', squash: 0.97, mottled: true, calyx: 'stalk' },
  passionGold: { skin: ['#fbd85a', '#f4b92c', '#dc9414'], shade: '#6a3a04', squash: 1.02, dots: '#fff1bd', glossy: true, calyx: 'stalk' },
  passionPurple: { skin: ['#8a4a74', '#5c2450', '#3c1238'], shade: '#140212', squash: 1.02, dots: '#c79ab8', calyx: 'stalk' },
  guava: { skin: ['#dfeca0', '#bcd872', '#98bb52'], shade: '#30460c', squash: 1.05, lobes: 0.03, bumpy: true, calyx: 'crown' },
  chestnut: { skin: ['#8f4a22', '#6a2c12', '#431706'], shade: '#1a0602', squash: 0.92, glossy: true, calyx: 'chestnut' },
}

export function round(p, kind, x, y, r, angle = 0) {
  const f = rounds[kind]
  const [light, middle, deep] = f.skin
  let outline = roundish(p.dice, 0.012, 12).map(([a, b]) => [a, b * f.squash])
  if (f.lobes) outline = Array.from({ length: 24 }, (_, i) => i / 24 * Math.PI * 2).map(a => [Math.cos(a) * (1 + f.lobes * 0.6 * Math.cos(a * 5 + 1)), Math.sin(a) * f.squash * (1 + f.lobes * 0.6 * Math.cos(a * 5 + 1))])
  if (kind === 'chestnut') outline = [[0, -1.02], [0.3, -0.86], [0.78, -0.46], [0.98, 0.1], [0.86, 0.6], [0.4, 0.86], [0, 0.9], [-0.4, 0.86], [-0.86, 0.6], [-0.98, 0.1], [-0.78, -0.46], [-0.3, -0.86]]
  const points = placed(outline, x, y, r, angle)
  const d = closed(points)
  const fill = p.radial(0.36, 0.3, 0.85, [[0, lighter(light, 0.28)], [0.3, light], [0.66, middle], [1, deep]])
  let over = ''
  if (f.blush) over += `<path d="${d}" fill="${p.radial(0.7, 0.4, 0.6, [[0, f.blush, 0.85], [0.6, f.blush, 0.4], [1, f.blush, 0]])}"/>`
  if (f.bloom) over += `<path d="${d}" ${p.grain(n1(3.4 / r), f.bloom, 0.24, { low: 0.44, gain: 2.4, seed: 5 })}/>`
  if (f.peel) over += `<path d="${d}" ${p.relief(n1(24 / r), 1.2, f.peel * 0.42, { octaves: 1, seed: 4 })}/>`
  if (f.dots) over += `<path d="${d}" ${p.grain(n1(26 / r), f.dots, 0.7, { low: 0.66, gain: 10, seed: 6, octaves: 1 })}/>`
  if (f.bumpy) over += `<path d="${d}" ${p.grain(n1(5 / r), '#7f9f42', 0.28, { low: 0.48, gain: 3, seed: 8 })}/>`
  if (f.mottled) over += `<path d="${d}" ${p.grain(n1(8 / r), darker(middle, 0.45), 0.4, { low: 0.52, gain: 5, seed: 2 })}/><path d="${d}" ${p.relief(n1(20 / r), 2, 0.5, { octaves: 1 })}/>`
  if (f.warts) over += warts(p, d, x, y, r, f, angle)
  if (f.cleft) {
    const [a, b, c] = [[0.08, -0.96], [0.34, -0.1], [0.1, 0.94]].map(q => turn(angle, [q[0] * r, q[1] * r]))
    over += `<path d="M${n(x + a[0])} ${n(y + a[1])}Q${n(x + b[0])} ${n(y + b[1])} ${n(x + c[0])} ${n(y + c[1])}" stroke="${f.shade}" stroke-width="${n(r * 0.05)}" fill="none" opacity=".32" ${p.blur(3)}/>`
  }
  const small = r < 70
  return rounded(p, d, fill, { shade: f.shade, over, depth: 0.66 }) + calyx(p, f, kind, x, y, r, angle) +
    shine(p, x - r * 0.34, y - r * 0.4 * f.squash, r * (f.glossy ? 0.15 : 0.17), { opacity: f.glossy ? 0.8 : f.warts || f.mottled ? 0.22 : 0.42, softness: f.glossy ? 0.22 : 0.5 }) +
    (f.glossy && !small ? shine(p, x - r * 0.46, y - r * 0.2, r * 0.05, { opacity: 0.7 }) : '')
}

const n1 = value => (Math.round(value * 1000) / 1000).toString().replace(/^0/, '')

function warts(p, d, x, y, r, f, angle) {
  let scales = ''
  const step = r * 0.24
  for (let row = -5; row <= 5; row++) {
    for (let col = -5; col <= 5; col++) {
      const u = (col + (row % 2 ? 0.5 : 0)) * step, v = row * step * 0.88
      const far = (u * u + v * v) / (r * r)
      if (far > 0.95) continue
      const k = Math.sqrt(1 - far * 0.75)
      const [a, b] = turn(angle, [u, v])
      scales += `<ellipse cx="${n(x + a)}" cy="${n(y + b)}" rx="${n(step * 0.5 * k)}" ry="${n(step * 0.46 * k)}" fill="url(#${wart(p, f)})"/>`
    }
  }
  return `<g ${p.clip(d)} opacity=".85">${scales}</g>`
}

const wart = (p, f) => p.define(`<radialGradient id="@" cx=".36" cy=".32" r=".7"><stop offset="0" stop-color="${lighter(f.skin[0], 0.4)}"/><stop offset=".4" stop-color="${f.skin[0]}" stop-opacity=".8"/><stop offset="1" stop-color="${darker(f.skin[2], 0.35)}" stop-opacity=".9"/></radialGradient>`)

function calyx(p, f, kind, x, y, r, angle) {
  const at = q => turn(angle, [q[0] * r, q[1] * r]).map((v, i) => v + (i ? y : x))
  switch (f.calyx) {
    case 'star': {
      const [cx, cy] = at([0.1, -0.62 * f.squash])
      let star = ''
      for (let i = 0; i < 5; i++) {
        const [a, b] = turn(i * 72 + angle, [0, -r * 0.11])
        star += `M${n(cx)} ${n(cy)}q${n(a * 0.5 + b * 0.3)} ${n(b * 0.5)} ${n(a)} ${n(b)}q${n(-a * 0.3 - b * 0.3)} ${n(-b * 0.3)} ${n(-a)} ${n(-b)}`
      }
      return p.soft(cx, cy, r * 0.27, r * 0.18, f.shade, 0.34) + `<path d="${star}" fill="#5f7a2c" stroke="#42561c" stroke-width="${n(r * 0.02)}"/><circle cx="${n(cx)}" cy="${n(cy)}" r="${n(r * 0.045)}" fill="#8a7a3a"/>`
    }
    case 'tomato': {
      const [cx, cy] = at([0.06, -0.8 * f.squash])
      let arms = ''
      for (let i = 0; i < 6; i++) {
        const length = r * p.dice.between(0.42, 0.6), a = i * 60 + 20 + angle + p.dice.around(0, 10)
        const [ex, ey] = turn(a, [length, 0]), [px, py] = turn(a + 90, [r * 0.07, 0])
        arms += `M${n(cx - px)} ${n(cy - py * 0.6)}q${n(ex * 0.5)} ${n(ey * 0.3)} ${n(ex + px)} ${n(ey * 0.62 + py)}q${n(-ex * 0.5 + px)} ${n(-ey * 0.3 + py)} ${n(-ex + px)} ${n(-ey * 0.62)}z`
      }
      return `<path d="${arms}" transform="translate(3 5)" fill="${f.shade}" opacity=".4" ${p.blur(3)}/><path d="${arms}" fill="${p.linear(0, 0, 1, 1, [[0, '#86ae4a'], [1, '#3f6a22']])}"/><path d="M${n(cx)} ${n(cy)}q${n(r * 0.05)} ${n(-r * 0.16)} ${n(r * 0.16)} ${n(-r * 0.26)}" stroke="#5f8a32" stroke-width="${n(r * 0.075)}" stroke-linecap="round" fill="none"/>`
    }
    case 'stalk': {
      const [cx, cy] = at([0, -0.95 * f.squash]), [ux, uy] = turn(angle, [r * 0.08, -r * 0.3])
      return `<path d="M${n(cx)} ${n(cy + r * 0.04)}q${n(ux * 0.2)} ${n(uy * 0.5)} ${n(ux)} ${n(uy)}" stroke="#6a5228" stroke-width="${n(r * 0.075)}" stroke-linecap="round" fill="none"/>`
    }
    case 'crown': {
      const [cx, cy] = at([0.06, 0.78 * f.squash])
      let tips = ''
      for (let i = 0; i < 5; i++) {
        const [a, b] = turn(i * 72 + angle, [r * 0.17, 0])
        tips += `M${n(cx)} ${n(cy)}l${n(a - b * 0.25)} ${n(b * 0.6)}l${n(b * 0.5)} ${n(-a * 0.1)}z`
      }
      const [sx, sy] = at([0, -0.96 * f.squash])
      return `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(r * 0.17)}" ry="${n(r * 0.1)}" fill="${f.shade}" opacity=".55"/><path d="${tips}" fill="#6a5226"/><path d="M${n(sx)} ${n(sy + r * 0.06)}q${n(r * 0.02)} ${n(-r * 0.15)} ${n(r * 0.09)} ${n(-r * 0.24)}" stroke="#6a5228" stroke-width="${n(r * 0.06)}" stroke-linecap="round" fill="none"/>`
    }
    case 'chestnut': {
      const seat = closed(placed([[-0.86, 0.5], [-0.3, 0.34], [0.3, 0.34], [0.86, 0.5], [0.5, 0.84], [0, 0.9], [-0.5, 0.84]], x, y, r, angle))
      const [tx, ty] = at([0, -1.02]), [ux, uy] = turn(angle, [0, -r * 0.14])
      return `<path d="${seat}" fill="${p.linear(0, 0, 0, 1, [[0, '#d3a878'], [1, '#8a5c34']])}" opacity=".92"/><path d="${seat}" ${p.relief('.12', 2, 0.5)}/><path d="M${n(tx - r * 0.06)} ${n(ty + r * 0.06)}l${n(ux + r * 0.06)} ${n(uy)}l${n(-ux + r * 0.06)} ${n(-uy)}z" fill="#c9a070"/>`
    }
    default: {
      const [cx, cy] = at([0.08, -0.86 * f.squash]), [ux, uy] = turn(angle, [r * 0.05, -r * 0.3])
      return p.soft(cx, cy, r * 0.26, r * 0.13, f.shade, 0.45) + `<path d="M${n(cx)} ${n(cy)}q${n(ux)} ${n(uy * 0.6)} ${n(ux)} ${n(uy)}" stroke="#6f6a2a" stroke-width="${n(r * 0.06)}" stroke-linecap="round" fill="none"/>`
    }
  }
}

/** A flat cut face: local drawing in a circle of radius 1, seen at a tilt. */
function face(x, y, r, angle, tilt, inside, rim = '') {
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)}) scale(1 ${tilt})">${rim}${inside(r)}</g>`
}

const disc = (r, fill, more = '') => `<circle r="${n(r)}" fill="${fill}" ${more}/>`

/** Half a citrus fruit, or a slice. */
export function citrusFace(p, kind, x, y, r, angle = 0, tilt = 0.86) {
  const flesh = { navel: ['#fdd06a', '#f79a20'], orah: ['#fdc658', '#f58c18'], blood: ['#e86a4a', '#a4152c'], shatang: ['#fcb848', '#f07a14'], murcott: ['#fdc24a', '#f58f1a'] }[kind]
  const peel = rounds[kind].skin
  return face(x, y, r, angle, tilt, () => {
    let out = disc(r, p.linear(0, 0, 1, 1, [[0, peel[0]], [1, peel[2]]])) + disc(r * 0.94, '#fff3d6') + disc(r * 0.87, lighter(flesh[0], 0.35))
    const parts = 10
    for (let i = 0; i < parts; i++) {
      const wedge = closed(placed([[0.1, 0], [0.45, -0.115], [0.78, -0.21], [0.84, 0], [0.78, 0.21], [0.45, 0.115]], 0, 0, r, i * 360 / parts), 0.7)
      out += `<path d="${wedge}" fill="${p.radialAt(0, 0, r * 0.86, [[0, lighter(flesh[0], 0.4)], [0.5, flesh[0]], [1, flesh[1]]])}"/>`
      if (kind === 'blood' && i % 3) out += `<path d="${wedge}" fill="${p.radialAt(r * 0.3, r * 0.2, r, [[0, '#7a0c22', 0.1], [1, '#7a0c22', 0.75]])}"/>`
    }
    let cells = ''
    for (let i = 0; i < 90; i++) {
      const a = p.dice.between(0, 360), [u, v] = turn(a, [r * p.dice.between(0.25, 0.8), 0]), [s, t] = turn(a, [r * 0.09, 0])
      cells += `M${n(u)} ${n(v)}l${n(s)} ${n(t)}`
    }
    return out + `<path d="${cells}" stroke="#fff4cf" stroke-width="${n(r * 0.016)}" stroke-linecap="round" opacity=".6"/>` +
      disc(r * 0.09, '#fff1cf') + `<ellipse cx="${n(-r * 0.3)}" cy="${n(-r * 0.35)}" rx="${n(r * 0.35)}" ry="${n(r * 0.16)}" fill="#fff" opacity=".28" transform="rotate(-35 ${n(-r * 0.3)} ${n(-r * 0.35)})" ${p.blur(Math.round(r * 0.06))}/>`
  })
}

/** Segments of a peeled mandarin, as a flower. */
export function segments(p, kind, x, y, r) {
  const skin = rounds[kind].skin
  let out = ''
  for (let i = 0; i < 7; i++) {
    const a = i * 51.4 - 90
    const d = closed(placed([[0.08, 0], [0.4, -0.24], [0.85, -0.2], [1, 0.02], [0.85, 0.22], [0.4, 0.22]], x, y, r, a))
    out += rounded(p, d, p.linear(0, 0, 1, 1, [[0, lighter(skin[0], 0.3)], [1, skin[1]]]), { shade: '#8a3200', depth: 0.5 })
    const [u, v] = turn(a, [r * 0.15, 0]), [s, t] = turn(a, [r * 0.88, 0])
    out += `<path d="M${n(x + u)} ${n(y + v)}L${n(x + s)} ${n(y + t)}" stroke="#fff0d0" stroke-width="${n(r * 0.02)}" opacity=".55"/>`
  }
  return out + shine(p, x - r * 0.35, y - r * 0.4, r * 0.07, { opacity: 0.4 })
}

/** Half a kiwifruit. */
export function kiwiFace(p, red, x, y, r, angle = 0, tilt = 0.86) {
  return face(x, y, r, angle, tilt, () => {
    const [outer, inner] = red ? ['#b9c653', '#e3dc7a'] : ['#7fae35', '#b7d456']
    let out = disc(r, '#7a5a30') + disc(r * 0.965, p.radialAt(0, 0, r, [[0, '#f7f2c4'], [0.3, inner], [0.7, outer], [1, darker(outer, 0.22)]]))
    if (red) {
      const burst = Array.from({ length: 36 }, (_, i) => turn(i * 10, [r * (i % 2 ? 0.34 : p.dice.between(0.5, 0.6)), 0]))
      out += `<path d="${closed(burst)}" fill="${p.radialAt(0, 0, r * 0.58, [[0.2, '#e9577a'], [0.7, '#c41f4c'], [1, '#c41f4c', 0.5]])}" ${p.blur(2)}/>`
    }
    let rays = '', seeds = ''
    for (let i = 0; i < 60; i++) {
      const [a, b] = turn(i * 6, [r * 0.3, 0]), [c, e] = turn(i * 6, [r * 0.86, 0])
      rays += `M${n(a)} ${n(b)}L${n(c)} ${n(e)}`
    }
    for (let i = 0; i < 44; i++) {
      const a = i * 8.2 + p.dice.around(0, 2), [u, v] = turn(a, [r * p.dice.between(0.36, 0.52), 0])
      seeds += `<ellipse cx="${n(u)}" cy="${n(v)}" rx="${n(r * 0.036)}" ry="${n(r * 0.019)}" transform="rotate(${n(a)} ${n(u)} ${n(v)})"/>`
    }
    return out + `<path d="${rays}" stroke="#f6f4c0" stroke-width="${n(r * 0.012)}" opacity=".4"/>` +
      `<ellipse rx="${n(r * 0.26)}" ry="${n(r * 0.2)}" fill="#fbf6da"/><g fill="#1d120a">${seeds}</g>` +
      `<ellipse cx="${n(-r * 0.3)}" cy="${n(-r * 0.4)}" rx="${n(r * 0.36)}" ry="${n(r * 0.14)}" fill="#fff" opacity=".35" transform="rotate(-32 ${n(-r * 0.3)} ${n(-r * 0.4)})" ${p.blur(Math.round(r * 0.06))}/>`
  })
}

export function kiwi(p, red, x, y, r, angle = 0) {
  const d = closed(placed([[0, -1.02], [0.55, -0.86], [0.82, -0.3], [0.82, 0.3], [0.55, 0.88], [0, 1.02], [-0.55, 0.88], [-0.82, 0.3], [-0.82, -0.3], [-0.55, -0.86]], x, y, r, angle))
  const skin = red ? ['#b39a55', '#93793a', '#6b5424'] : ['#a8824c', '#86602f', '#5c3c1a']
  const over = `<path d="${d}" ${p.grain(n1(30 / r), lighter(skin[0], 0.4), 0.5, { low: 0.55, gain: 8, seed: 3, octaves: 1 })}/>` +
    (red ? '' : `<path d="${d}" ${p.relief(n1(34 / r) + ' ' + n1(12 / r), 2, 0.5, { octaves: 1 })}/>`)
  const [tx, ty] = turn(angle, [0, -r])
  return rounded(p, d, p.radial(0.36, 0.3, 0.85, [[0, lighter(skin[0], 0.25)], [0.5, skin[1]], [1, skin[2]]]), { shade: '#2a1604', over }) +
    `<ellipse cx="${n(x + tx)}" cy="${n(y + ty)}" rx="${n(r * 0.12)}" ry="${n(r * 0.07)}" transform="rotate(${n(angle)} ${n(x + tx)} ${n(y + ty)})" fill="#3c2810"/>` +
    shine(p, x - r * 0.26, y - r * 0.34, r * 0.13, { opacity: 0.3, softness: 0.5 })
}

/** A dragon fruit with its scales. */
export function pitaya(p, x, y, r, angle = 0) {
  const body = closed(placed([[0, -1], [0.5, -0.86], [0.76, -0.36], [0.78, 0.2], [0.56, 0.78], [0, 1], [-0.56, 0.78], [-0.78, 0.2], [-0.76, -0.36], [-0.5, -0.86]], x, y, r, angle))
  const skin = p.radial(0.36, 0.3, 0.85, [[0, '#f47aa2'], [0.4, '#e23d79'], [0.8, '#c21d5d'], [1, '#9a0f48']])
  const scale = (u, v, length, lean, width) => {
    const base = [[-width, 0.04], [-width * 0.7, -length * 0.45], [lean, -length], [width * 0.75, -length * 0.4], [width, 0.06], [0, 0.16]].map(([a, b]) => [a + u, b + v])
    const d = closed(placed(base, x, y, r, angle), 0.8)
    const [ax, ay] = turn(angle, [(u + lean) * r, (v - length) * r]), [bx, by] = turn(angle, [u * r, v * r])
    return `<path d="${d}" transform="translate(4 7)" fill="#5a0630" opacity=".4" ${p.blur(4)}/><path d="${d}" fill="${p.linearAt(x + bx, y + by, x + ax, y + ay, [[0, '#d8336f'], [0.35, '#d8587e'], [0.62, '#b9b45e'], [1, '#77a238']])}"/><path d="${d}" fill="${p.radial(0.3, 0.3, 0.8, [[0, '#fff', 0.28], [0.6, '#fff', 0], [1, '#4a0424', 0.35]])}"/>`
  }
  let scales = ''
  const rows = [[-0.5, 3, 0.52], [0, 3, 0.5], [0.46, 3, 0.46], [0.84, 2, 0.36]]
  const crown = [[-0.3, 0.62, -0.34], [0, 0.78, 0.06], [0.3, 0.62, 0.36]].map(([u, length, lean]) => scale(u * 0.5, -0.82, length, lean, 0.13)).join('')
  for (const [v, count, length] of rows.reverse()) {
    for (let i = 0; i < count; i++) {
      const u = ((i + 0.5) / count - 0.5) * 1.24 + p.dice.around(0, 0.05)
      scales += scale(u, v + 0.06 * Math.abs(u), length, u * 0.5 + p.dice.around(0, 0.08), 0.15)
    }
  }
  return crown + rounded(p, body, skin, { shade: '#4a0228' }) + scales + shine(p, x - r * 0.3, y - r * 0.34, r * 0.11, { opacity: 0.35, softness: 0.5 })
}

/** Half a dragon fruit, red or white inside. */
export function pitayaFace(p, red, x, y, r, angle = 0) {
  const outline = k => closed(placed([[0, -1], [0.5, -0.86], [0.76, -0.36], [0.78, 0.2], [0.56, 0.78], [0, 1], [-0.56, 0.78], [-0.78, 0.2], [-0.76, -0.36], [-0.5, -0.86]], x, y, r * k, angle))
  const flesh = red ? [[0, '#e2357f'], [0.6, '#c4125f'], [1, '#a00a4c']] : [[0, '#ffffff'], [0.7, '#fbf5f2'], [1, '#f0dfe2']]
  let tips = ''
  for (const [a, l] of [[-100, 0.34], [-62, 0.3], [-122, 0.28], [-20, 0.22], [28, 0.2], [160, 0.24], [205, 0.22]]) {
    const [u, v] = turn(a + angle, [r * 0.84, 0]), [s, t] = turn(a + angle, [r * (0.92 + l), r * 0.05]), [q, w] = turn(a + angle + 90, [r * 0.11, 0])
    tips += `M${n(x + u - q)} ${n(y + v - w)}Q${n(x + u * 1.1)} ${n(y + v * 1.1)} ${n(x + s)} ${n(y + t)}Q${n(x + u * 1.15 + q)} ${n(y + v * 1.15 + w)} ${n(x + u + q)} ${n(y + v + w)}z`
  }
  let seeds = ''
  for (let i = 0; i < 150; i++) {
    const a = p.dice.between(0, 360), k = Math.sqrt(p.dice.next()) * 0.82
    const [u, v] = turn(angle, [Math.cos(a) * r * 0.68 * k, Math.sin(a) * r * 0.86 * k])
    seeds += `<ellipse cx="${n(x + u)}" cy="${n(y + v)}" rx="${n(r * 0.014)}" ry="${n(r * 0.009)}" transform="rotate(${n(a)} ${n(x + u)} ${n(y + v)})"/>`
  }
  return `<path d="${tips}" fill="${p.linear(0, 0, 1, 1, [[0, '#9fb950'], [0.5, '#d2577e'], [1, '#8aa540']])}"/>` +
    `<path d="${outline(1.02)}" fill="#d12c6c"/><path d="${outline(0.955)}" fill="#f7c3d4"/><path d="${outline(0.92)}" fill="${p.radial(0.45, 0.42, 0.6, flesh)}"/>` +
    `<g fill="#180a10">${seeds}</g>` + shine(p, x - r * 0.2, y - r * 0.42, r * 0.12, { opacity: 0.4, softness: 0.4 })
}

/** Half a passion fruit. */
export function passionFace(p, kind, x, y, r, angle = 0, tilt = 0.8) {
  const skin = rounds[kind].skin
  return face(x, y, r, angle, tilt, () => {
    let out = disc(r, p.linear(0, 0, 1, 1, [[0, skin[0]], [1, skin[2]]])) + disc(r * 0.93, kind === 'passionGold' ? '#f6e8b4' : '#e6c8cc') + disc(r * 0.8, p.radialAt(-r * 0.1, -r * 0.1, r * 0.85, [[0, '#fbc02d'], [0.7, '#f0960c'], [1, '#b55a04']]))
    for (let i = 0; i < 34; i++) {
      const a = i * 137.5, k = Math.sqrt((i + 0.5) / 34) * 0.68
      const [u, v] = turn(a, [r * k, 0])
      out += `<ellipse cx="${n(u)}" cy="${n(v)}" rx="${n(r * 0.115)}" ry="${n(r * 0.085)}" transform="rotate(${n(a)} ${n(u)} ${n(v)})" fill="#ffcf4a" opacity=".8"/><ellipse cx="${n(u)}" cy="${n(v)}" rx="${n(r * 0.06)}" ry="${n(r * 0.04)}" transform="rotate(${n(a)} ${n(u)} ${n(v)})" fill="#241004"/><ellipse cx="${n(u - r * 0.03)}" cy="${n(v - r * 0.035)}" rx="${n(r * 0.022)}" ry="${n(r * 0.012)}" fill="#fff6d0" opacity=".9"/>`
    }
    return out
  })
}

/** A lychee or longan half out of its shell. */
export function peeled(p, kind, x, y, r, angle = 0) {
  const flesh = closed(placed(roundish(p.dice, 0.02, 10).map(([a, b]) => [a * 0.93, b * 1.02 - 0.12]), x, y, r, angle))
  const shell = closed(placed([[-1, 0.08], [-0.8, 0.2], [-0.45, 0.1], [0, 0.26], [0.5, 0.12], [0.82, 0.22], [1, 0.06], [0.8, 0.68], [0.35, 0.98], [-0.35, 0.98], [-0.8, 0.68]], x, y, r * 1.03, angle))
  const f = rounds[kind]
  const seed = kind === 'longan' ? p.soft(x + r * 0.06, y - r * 0.08, r * 0.5, r * 0.5, '#1c0a04', 0.55, { core: 0.5 }) : ''
  return `<path d="${flesh}" fill="${p.radial(0.38, 0.3, 0.8, [[0, '#ffffff'], [0.5, '#f6f3ec'], [1, kind === 'longan' ? '#cdbfa6' : '#dccfd2']])}"/>${seed}` +
    `<path d="${flesh}" fill="${p.radial(0.36, 0.3, 0.8, [[0, '#fff', 0.3], [0.6, '#8a7a70', 0], [1, '#7a6458', 0.45]])}"/>` +
    rounded(p, shell, p.radial(0.36, 0.2, 0.9, [[0, f.skin[0]], [0.6, f.skin[1]], [1, f.skin[2]]]), { shade: f.shade, over: f.warts ? warts(p, shell, x, y + r * 0.2, r, f, angle) : `<path d="${shell}" ${p.grain(n1(8 / r), darker(f.skin[1], 0.45), 0.4, { low: 0.52, gain: 5 })}/>` }) +
    shine(p, x - r * 0.3, y - r * 0.55, r * 0.13, { opacity: 0.85, softness: 0.25 })
}

/** Half a tomato. */
export function tomatoFace(p, x, y, r, angle = 0, tilt = 0.86) {
  return face(x, y, r, angle, tilt, () => {
    let out = disc(r, '#c4200f') + disc(r * 0.95, p.radialAt(-r * 0.2, -r * 0.2, r * 1.1, [[0, '#ff8f70'], [0.6, '#f0553c'], [1, '#d32c1a']]))
    for (let i = 0; i < 5; i++) {
      out += `<path d="${closed(placed([[0.2, -0.06], [0.45, -0.24], [0.74, -0.26], [0.82, 0], [0.74, 0.26], [0.45, 0.24], [0.2, 0.06]], 0, 0, r, i * 72))}" fill="#e8663a"/><path d="${closed(placed([[0.26, -0.04], [0.46, -0.2], [0.7, -0.22], [0.77, 0], [0.7, 0.22], [0.46, 0.2], [0.26, 0.04]], 0, 0, r, i * 72))}" fill="#f49a4a" opacity=".85"/>`
      for (let k = 0; k < 6; k++) {
        const [u, v] = turn(i * 72 + p.dice.around(0, 15), [r * p.dice.between(0.4, 0.7), 0])
        out += `<ellipse cx="${n(u)}" cy="${n(v)}" rx="${n(r * 0.05)}" ry="${n(r * 0.032)}" fill="#fbe3a0" transform="rotate(${n(i * 72)} ${n(u)} ${n(v)})"/>`
      }
    }
    return out + disc(r * 0.13, '#f7a78c') + `<ellipse cx="${n(-r * 0.3)}" cy="${n(-r * 0.4)}" rx="${n(r * 0.34)}" ry="${n(r * 0.13)}" fill="#fff" opacity=".4" transform="rotate(-32 ${n(-r * 0.3)} ${n(-r * 0.4)})" ${p.blur(Math.round(r * 0.06))}/>`
  })
}

/** Half a guava, white inside. */
export function guavaFace(p, x, y, r, angle = 0, tilt = 0.9) {
  return face(x, y, r, angle, tilt, () => {
    let out = disc(r, '#a9c860') + disc(r * 0.95, p.radialAt(0, 0, r, [[0, '#fdfbe8'], [0.55, '#fbf8dc'], [0.85, '#eef3c4'], [1, '#d5e49a']])) + disc(r * 0.55, '#f6efcc')
    for (let i = 0; i < 46; i++) {
      const a = i * 137.5, k = 0.14 + Math.sqrt(i / 46) * 0.4
      const [u, v] = turn(a, [r * k, 0])
      out += `<circle cx="${n(u)}" cy="${n(v)}" r="${n(r * 0.032)}" fill="#d9c07a"/><circle cx="${n(u - r * 0.01)}" cy="${n(v - r * 0.01)}" r="${n(r * 0.014)}" fill="#fff6d0"/>`
    }
    return out
  })
}

/** A hand of bananas; fat for the short sticky kind. */
export function bananas(p, x, y, size, { fat = 1, count = 6, tone = ['#fbdc4a', '#f4c52a', '#d79c12'], angle = 0 } = {}) {
  let out = ''
  for (let i = 0; i < count; i++) {
    const a = angle - 38 + (i * 76) / (count - 1)
    const k = size * (1 - Math.abs(i - (count - 1) / 2) * 0.03)
    const w = 0.15 * fat
    const middle = t => [Math.sin(t * 1.9) * 0.34 - t * 0.04, t * (fat > 1 ? 0.86 : 1.04)]
    const side = (s, t) => { const [u, v] = middle(t); return [u + s * w * Math.min(1, 0.32 + t * 3, (1.06 - t) * 4.2), v] }
    const ts = [0, 0.12, 0.3, 0.5, 0.7, 0.88]
    const points = [...ts.map(t => side(1, t)), [middle(1)[0] + 0.025, middle(1)[1]], [middle(1)[0] - 0.025, middle(1)[1]], ...ts.slice().reverse().map(t => side(-1, t))]
    const d = closed(placed(points, x, y, k, a))
    const ridge = (s) => open(placed(ts.map(t => side(s, t)), x, y, k, a))
    const [ex, ey] = turn(a, [middle(1)[0] * k, middle(1)[1] * k])
    out += `<path d="${d}" transform="translate(8 8)" fill="#3a2002" opacity=".4" ${p.blur(8)}/>` +
      rounded(p, d, p.linear(0, 0, 1, 0.4, [[0, lighter(tone[0], 0.25)], [0.45, tone[0]], [0.75, tone[1]], [1, tone[2]]]), { shade: '#6a4402', depth: 0.4, over: `<path d="${d}" ${p.grain('.04', '#6a4a10', 0.45, { low: 0.72, gain: 12, seed: i + 1, octaves: 2 })}/>` }) +
      `<path d="${ridge(0.3)}" stroke="${darker(tone[2], 0.1)}" stroke-width="${n(k * 0.012)}" fill="none" opacity=".5"/><path d="${ridge(-0.35)}" stroke="#fff3b0" stroke-width="${n(k * 0.022)}" fill="none" opacity=".55"/>` +
      `<circle cx="${n(x + ex)}" cy="${n(y + ey)}" r="${n(k * 0.032)}" fill="#4a3212"/>`
  }
  const stem = closed(placed([[-0.13, 0.12], [-0.1, -0.06], [-0.05, -0.2], [0.05, -0.2], [0.1, -0.05], [0.14, 0.12], [0, 0.17]], x, y, size * fat ** 0.4, angle))
  return out + rounded(p, stem, p.linear(0, 0, 1, 1, [[0, '#d3c65a'], [1, '#8a8a2c']]), { shade: '#3a3206' })
}
