// How things are put together in a picture: piles on a table, baskets, cartons, trays, bowls.
import { closed, n, placed, roundish, turn } from './kit.mjs'
import { shine } from './fruit.mjs'
import { basketBack, basketFront, boxBack, boxFront, hillMark, light, linen, shadow, table, tray } from './stage.mjs'
import { bowlBack, bowlFront, heap } from './pantry.mjs'

/** Draws things one after another, each darkening what lies behind it. */
export function pile(p, things, { ground = true } = {}) {
  for (const { x, y, r, angle = 0, put, low = 0.86, wide = 0.86, floats = false } of things) {
    if (ground && !floats) shadow(p, x, y + r * low, r * wide, r * 0.24)
    else p.draw(p.soft(x + r * 0.1, y + r * 0.16, r * 1.16, r * 1.16, '#1a0a02', 0.46, { core: 0.6 }))
    p.draw(put(x, y, r, angle))
  }
}

const spot = (x, y, r, angle, put, more = {}) => ({ x, y, r, angle, put, ...more })

/** Round fruit stacked on a table before an orchard, with a cut one and leaves. */
export function stack(p, { item, face, leaf, size = 150, table: look, faceAt = [860, 930], faces = 1 }) {
  p.frame(130, 215, 940)
  table(p, look)
  const s = size, y = 760
  pile(p, [
    spot(600 - s * 1.95, y - s * 0.2, s * 0.94, -12, item), spot(600 + s * 1.9, y - s * 0.24, s * 0.94, 14, item),
    spot(600 - s * 0.98, y - s * 0.36, s * 0.96, 6, item), spot(600 + s * 0.98, y - s * 0.4, s * 0.97, -8, item),
  ])
  pile(p, [spot(600, y - s * 1.42, s * 0.96, 4, item), spot(600 - s * 0.04, y - s * 0.06, s * 1.05, -4, item, { floats: true })], { ground: false })
  if (leaf) p.draw(leaf(600 + s * 0.1, y - s * 2.3, s * 1.5, -24), leaf(600, y - s * 2.28, s * 1.2, 196))
  shadow(p, 600 - s * 0.04, y + s * 0.86, s * 0.86, s * 0.22)
  p.draw(item(600 - s * 0.04, y - s * 0.06, s * 1.05, -4))
  if (face) {
    const at = faces > 1 ? [[faceAt[0] - 150, faceAt[1] + 50], faceAt] : [faceAt]
    pile(p, at.map(([x, yy], i) => spot(x, yy, s * 0.94, i * 20 - 8, face, { low: 0.62, wide: 0.98 })))
  }
  light(p)
}

/** Long fruit lying across one another on a table. */
export function lying(p, { item, size = 215, leaf, extra = [], table: look, lean = 0 }) {
  p.frame(105, 190, 990)
  table(p, look)
  pile(p, [
    spot(395, 640, size * 0.98, -74 + lean, item, { low: 0.5, wide: 1.0 }),
    spot(800, 625, size * 0.98, 66 - lean, item, { low: 0.5, wide: 1.0 }),
    spot(590, 560, size * 0.95, -18, item, { floats: true }),
  ])
  if (leaf) p.draw(leaf(640, 400, size * 1.5, -22), leaf(628, 402, size * 1.3, 205), leaf(636, 396, size * 1.05, -72))
  pile(p, [spot(480, 830, size * 1.06, -98 + lean, item, { low: 0.5, wide: 1.06 }), ...extra])
  light(p)
}

/** A basket of fruit on a table. */
export function basket(p, { item, size = 130, leaf, rows, front = [], table: look, cane }) {
  p.frame(70, 110, 1060)
  table(p, look)
  const [x, y, w, h] = [600, 610, 860, 470]
  basketBack(p, x, y, w, h, cane)
  const s = size
  const layers = rows ?? [
    { y: y - s * 0.55, count: Math.max(3, Math.round(620 / (s * 1.55))), width: 640 },
    { y: y - s * 1.25, count: Math.max(2, Math.round(430 / (s * 1.5))), width: 430 },
    { y: y - s * 0.1, count: Math.max(3, Math.round(660 / (s * 1.55))), width: 640 },
    { y: y + s * 0.3, count: Math.max(3, Math.round(560 / (s * 1.5))), width: 500 },
  ]
  for (const row of layers) {
    pile(p, Array.from({ length: row.count }, (_, i) => spot(
      x + ((i + 0.5) / row.count - 0.5) * row.width + p.dice.around(0, s * 0.08), row.y + Math.abs((i + 0.5) / row.count - 0.5) * s * 0.3 + p.dice.around(0, s * 0.06),
      s * p.dice.between(0.94, 1.05), p.dice.around(row.angle ?? 0, row.spread ?? 30), item)), { ground: false })
  }
  if (leaf) p.draw(leaf(500, y - s * 1.1, s * 1.5, 200), leaf(720, y - s * 1.2, s * 1.6, -18), leaf(610, y - s * 1.9, s * 1.2, -60))
  basketFront(p, x, y, w, h, cane)
  pile(p, front)
  light(p)
}

/** A carton of fruit, rows as a packer lays them. */
export function carton(p, { item, size = 120, rows = 3, columns = 5, leaf, card, ink, angle = 0, spread = 14, front = [], table: look, wrap }) {
  p.frame(50, 110, 1060)
  table(p, { horizon: 560, ...look })
  const [x, y, w, h] = [580, 640, 800, 380]
  boxBack(p, x, y, w, h, { card })
  for (let row = 0; row < rows; row++) {
    const width = w - 190 + row * 60
    const at = y - h * 0.3 + row * (h * 0.32 / Math.max(1, rows - 1)) - size * 0.18
    pile(p, Array.from({ length: columns }, (_, i) => spot(
      x + ((i + 0.5) / columns - 0.5) * width, at + p.dice.around(0, 5), size * (0.9 + row * 0.05), p.dice.around(angle, spread), item)), { ground: false })
    if (wrap && row < rows) p.draw(wrap(row))
  }
  if (leaf) p.draw(leaf(430, y - h * 0.2, size * 1.3, 205), leaf(790, y - h * 0.22, size * 1.4, -20))
  boxFront(p, x, y, w, h, { card, ink, mark: hillMark })
  pile(p, front)
  light(p)
}

/** Many small things in a winnowing tray seen from above. */
export function inTray(p, { item, size = 70, count = 60, cloth, spread = 0.92, flat = 1, extra, cane }) {
  linen(p, cloth)
  tray(p, 600, 600, 545, { cane })
  heap(p, 600, 600, 455, count, (x, y) =>
    p.soft(x + size * 0.12, y + size * 0.2, size * 1.05, size * 1.05, '#1a0a02', 0.36, { core: 0.45 }) +
    item(x, y, size * p.dice.between(0.9, 1.08), p.dice.between(0, 360)), { spread, flat })
  if (extra) extra()
  light(p)
}

/** A bowl on a table with something heaped in it. */
export function inBowl(p, fill, { w = 720, y = 560, glaze, inside, band, table: look, front = [] } = {}) {
  p.frame(130, 190, 940)
  table(p, look)
  bowlBack(p, 600, y, w, { glaze, inside })
  fill(600, y)
  bowlFront(p, 600, y, w, { glaze, band })
  pile(p, front)
  light(p)
}

/** A mound of powder or grains above a rim: its outline, shaded. */
export function mound(p, x, y, rx, height, tone, { grain = '.5', dark = '#8a7a5a' } = {}) {
  const d = closed([[x - rx, y], [x - rx * 0.7, y - height * 0.45], [x - rx * 0.25, y - height * 0.93], [x + rx * 0.12, y - height], [x + rx * 0.6, y - height * 0.55], [x + rx, y], [x + rx * 0.6, y + rx * 0.13], [x, y + rx * 0.18], [x - rx * 0.6, y + rx * 0.13]], 0.9)
  p.draw(`<path d="${d}" fill="${tone}"/><path d="${d}" fill="${p.radial(0.34, 0.2, 0.9, [[0, '#fff', 0.5], [0.45, '#fff', 0], [1, dark, 0.75]])}"/><path d="${d}" ${p.relief(grain, 2, 0.45, { octaves: 2 })}/>`)
  return d
}

/** Drops of water on something. */
export function drops(p, count, x, y, rx, ry) {
  let out = ''
  for (let i = 0; i < count; i++) {
    const a = p.dice.between(0, 360), k = Math.sqrt(p.dice.next())
    const [u, v] = turn(a, [k, 0])
    const r = p.dice.between(4, 11), [cx, cy] = [x + u * rx, y + v * ry]
    out += `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(r)}" ry="${n(r * 1.1)}" fill="#0a2008" opacity=".22"/><ellipse cx="${n(cx - r * 0.1)}" cy="${n(cy - r * 0.1)}" rx="${n(r * 0.86)}" ry="${n(r * 0.95)}" fill="#fff" opacity=".22"/><circle cx="${n(cx - r * 0.35)}" cy="${n(cy - r * 0.4)}" r="${n(r * 0.26)}" fill="#fff" opacity=".95"/>`
  }
  p.draw(out)
}

/** A wooden chopping board seen from above. */
export function choppingBoard(p, x, y, w, h, tone = '#c58f55') {
  const d = closed([[x - w / 2, y - h / 2], [x, y - h / 2 - 4], [x + w / 2, y - h / 2], [x + w / 2 + 5, y], [x + w / 2, y + h / 2], [x, y + h / 2 + 4], [x - w / 2, y + h / 2], [x - w / 2 - 5, y]], 0.3)
  p.draw(`<path d="${d}" transform="translate(16 24)" fill="#140600" opacity=".5" ${p.blur(16)}/><path d="${d}" transform="translate(0 14)" fill="#7a4f24"/><path d="${d}" fill="${p.linear(0, 0, 1, 1, [[0, '#e3b57c'], [0.5, tone], [1, '#a06c36']])}"/><path d="${d}" ${p.grain('.004 .08', '#6a3e14', 0.55, { gain: 4, octaves: 3 })}/><circle cx="${n(x + w / 2 - 46)}" cy="${n(y - h / 2 + 46)}" r="18" fill="#5a3614"/>`)
}

export const ringOf = (p, x, y, r) => closed(placed(roundish(p.dice, 0.01, 14), x, y, r))
export { shine }
