// Where things lie: tables, cloths, trays, boxes, and the light around them.
import { closed, darker, lighter, mix, n, placed, polygon, roundish } from './kit.mjs'

const rect = (x, y, w, h, fill, more = '') => `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${more}/>`

/** An out-of-focus orchard above a wooden table; the table begins at y = 620. */
export function table(p, { leaves = ['#5f8f3a', '#8bb54a', '#c8d870'], glow = '#fff3c4', wood = '#b98552', horizon = 620 } = {}) {
  const { dice, width, height } = p
  p.draw(rect(0, 0, width, horizon + 20, p.linear(0, 0, 0, 1, [[0, mix(leaves[0], '#10240f', 0.25)], [0.55, leaves[0]], [1, leaves[1]]])))
  p.draw(rect(0, 0, width, horizon + 20, p.radial(0.3, 0.1, 0.8, [[0, glow, 0.85], [0.5, leaves[2], 0.35], [1, leaves[0], 0]])))
  const spots = (count, size, colours, opacity, blur) => {
    let all = ''
    for (let i = 0; i < count; i++) {
      all += `<circle cx="${n(dice.between(-40, width + 40))}" cy="${n(dice.between(-40, horizon))}" r="${n(dice.between(size * 0.5, size))}" fill="${dice.one(colours)}" opacity="${n(dice.between(opacity * 0.5, opacity))}"/>`
    }
    p.draw(`<g ${p.blur(blur)}>${all}</g>`)
  }
  spots(16, 150, [darker(leaves[0], 0.45), darker(leaves[0], 0.25), leaves[0]], 0.8, 26)
  spots(16, 90, [leaves[1], leaves[2], lighter(leaves[1], 0.3)], 0.6, 12)
  spots(12, 46, [glow, lighter(leaves[2], 0.5), '#fffbe6'], 0.6, 3)
  board(p, horizon, wood)
}

/** Planks seen from the front, running towards the viewer. */
export function board(p, top, wood) {
  const { width, height, dice } = p
  p.draw(rect(0, top, width, height - top, p.linear(0, 0, 0, 1, [[0, lighter(wood, 0.42)], [0.18, lighter(wood, 0.12)], [1, darker(wood, 0.3)]])))
  p.draw(rect(0, top, width, height - top, p.tile(1200, 200, '.0035 .11', darker(wood, 0.65), 0.55, { low: 0.5, gain: 4, octaves: 3, seed: 4 })))
  let seams = ''
  for (let k = 1, y = top; y < height; k++) {
    y = top + (height - top) * (k * k) / 12.5 + k * 14
    seams += `<path d="M0 ${n(y)}C${width * 0.3} ${n(y + dice.around(0, 3))} ${width * 0.7} ${n(y + dice.around(0, 3))} ${width} ${n(y)}" stroke="${darker(wood, 0.72)}" stroke-width="${n(2 + k * 0.9)}" opacity=".7" fill="none"/>` +
      `<path d="M0 ${n(y + 3 + k)}H${width}" stroke="${lighter(wood, 0.55)}" stroke-width="${n(1 + k * 0.3)}" opacity=".35"/>`
  }
  p.draw(seams)
  p.draw(rect(0, top, width, height - top, p.radial(0.5, 0.25, 0.8, [[0, '#fff2cf', 0.28], [0.6, '#fff2cf', 0], [1, '#1e0d02', 0.42]])))
  p.draw(`<path d="M0 ${top}H${width}" stroke="${lighter(wood, 0.75)}" stroke-width="5" opacity=".6"/>`)
}

/** Planks seen from above. */
export function planks(p, wood = '#a9764a', count = 5) {
  const { width, height, dice } = p
  const w = width / count
  for (let i = 0; i < count; i++) {
    const tone = mix(wood, dice.one(['#7d4f2b', '#d0a06c', '#b98552']), dice.between(0.05, 0.35))
    p.draw(rect(i * w, 0, w, height, tone))
    p.draw(rect(i * w, 0, w, height, p.tile(240, 400, '.11 .005', darker(tone, 0.6), 0.6, { low: 0.5, gain: 4, octaves: 3, seed: i + 2 })))
    p.draw(`<path d="M${n(i * w)} 0V${height}" stroke="${darker(tone, 0.75)}" stroke-width="5"/><path d="M${n(i * w + 4)} 0V${height}" stroke="${lighter(tone, 0.5)}" stroke-width="2" opacity=".5"/>`)
  }
  vignette(p)
}

/** A cloth seen from above, with its weave and a few soft folds. */
export function linen(p, cloth = '#ece2cc') {
  const { width, height, dice } = p
  p.draw(rect(0, 0, width, height, cloth))
  p.draw(rect(0, 0, width, height, p.tile(300, 300, '.5 .03', darker(cloth, 0.45), 0.28, { low: 0.5, gain: 4, seed: 3 })))
  p.draw(rect(0, 0, width, height, p.tile(300, 300, '.03 .5', darker(cloth, 0.45), 0.28, { low: 0.5, gain: 4, seed: 5 })))
  let folds = ''
  for (let i = 0; i < 4; i++) {
    const x = dice.between(-100, width), bend = dice.around(0, 260)
    folds += `<path d="M${n(x)} -60C${n(x + bend)} 350 ${n(x - bend)} 800 ${n(x + bend * 0.6)} 1260" stroke="${darker(cloth, 0.55)}" stroke-width="${n(dice.between(26, 60))}" opacity=".16" fill="none"/>` +
      `<path d="M${n(x + 40)} -60C${n(x + bend + 40)} 350 ${n(x - bend + 40)} 800 ${n(x + bend * 0.6 + 40)} 1260" stroke="#fffdf5" stroke-width="${n(dice.between(26, 50))}" opacity=".35" fill="none"/>`
  }
  p.draw(`<g ${p.blur(22)}>${folds}</g>`)
  vignette(p, 0.34)
}

/** Earth, slate, paper: one colour with relief. */
export function ground(p, colour, { relief = 0.5, frequency = '.035', seed = 3 } = {}) {
  const { width, height } = p
  p.draw(rect(0, 0, width, height, colour))
  p.draw(rect(0, 0, width, height, '#000', p.relief(frequency, 6, relief, { seed, octaves: 4 })))
  vignette(p)
}

export function vignette(p, strength = 0.45) {
  p.draw(rect(0, 0, p.width, p.height, p.radial(0.42, 0.36, 0.82, [[0, '#fff6dc', 0.3], [0.45, '#fff6dc', 0], [1, '#241002', strength]])))
}

/** The last touch: warm light from the upper left. */
export function light(p) {
  p.draw(rect(0, 0, p.width, p.height, p.radial(0.12, 0.02, 0.9, [[0, '#fff0c0', 0.3], [0.6, '#fff0c0', 0], [1, '#fff0c0', 0]])))
}

/** Soft darkness under something: where it touches, and where it keeps the light away. */
export function shadow(p, x, y, rx, ry, opacity = 0.5, lean = 0.28) {
  p.draw(p.soft(x + rx * lean, y + ry * 0.25, rx * 1.5, ry * 1.75, '#1d0b02', opacity * 0.66), p.soft(x + rx * lean * 0.3, y, rx * 0.98, ry * 0.66, '#150701', opacity, { core: 0.3 }))
}

/** Shadow in the shape of the thing, for what lies flat. */
export function castOf(p, d, dx = 14, dy = 18, deviation = 10, opacity = 0.42) {
  return `<path d="${d}" transform="translate(${dx} ${dy})" fill="#1a0a02" opacity="${opacity}" ${p.blur(deviation)}/>`
}

/** A round winnowing tray of bamboo seen from above; contents are drawn inside radius r * 0.86. */
export function tray(p, x, y, r, { cane = '#d9b273' } = {}) {
  const outer = closed(placed(roundish(p.dice, 0.008, 16), x, y, r))
  const inner = closed(placed(roundish(p.dice, 0.006, 16), x, y, r * 0.88))
  p.draw(castOf(p, outer, 20, 28, 20, 0.55))
  p.draw(`<path d="${outer}" fill="${p.radial(0.35, 0.3, 0.9, [[0, lighter(cane, 0.35)], [0.6, cane], [1, darker(cane, 0.45)]])}"/>`)
  const weave = `<pattern id="@" width="34" height="34" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="34" height="34" fill="${darker(cane, 0.35)}"/>` +
    `<path d="M1 1h15v32h-15z" fill="${cane}"/><path d="M4 1v32M10 1v32" stroke="${lighter(cane, 0.4)}" stroke-width="1.5"/><path d="M18 1h15v15h-15zM1 18h15v15h-15z" fill="${lighter(cane, 0.12)}"/><path d="M18 5h15M18 11h15M1 23h15M1 29h15" stroke="${darker(cane, 0.28)}" stroke-width="1.2"/><path d="M18 18h15v15h-15z" fill="${darker(cane, 0.12)}"/><path d="M22 18v15M28 18v15" stroke="${darker(cane, 0.4)}" stroke-width="1.2"/></pattern>`
  p.draw(`<path d="${inner}" fill="url(#${p.define(weave)})"/>`)
  p.draw(`<path d="${inner}" fill="${p.radial(0.55, 0.58, 0.62, [[0, '#fff2d0', 0.22], [0.6, '#3a1c05', 0], [1, '#2a1203', 0.6]])}"/>`)
  // The rim is bound with strips.
  let binding = ''
  for (let i = 0; i < 64; i++) {
    const a = (i / 64) * Math.PI * 2
    binding += `M${n(x + Math.cos(a) * r * 0.885)} ${n(y + Math.sin(a) * r * 0.885)}L${n(x + Math.cos(a + 0.06) * r * 0.995)} ${n(y + Math.sin(a + 0.06) * r * 0.995)}`
  }
  p.draw(`<path d="${binding}" stroke="${darker(cane, 0.45)}" stroke-width="4" opacity=".55"/>`)
  p.draw(`<path d="${closed(placed(roundish(p.dice, 0.004, 16), x, y, r * 0.97))}" fill="none" stroke="${lighter(cane, 0.6)}" stroke-width="6" opacity=".5"/>`)
}

/** A basket seen from a little above: first its back and inside, then (basketFront) the wall before the contents. */
export function basketBack(p, x, y, w, h, cane = '#c08d4f') {
  shadow(p, x, y + h * 0.98, w * 0.52, h * 0.2, 0.6)
  p.draw(`<ellipse cx="${x}" cy="${y}" rx="${w / 2}" ry="${n(h * 0.26)}" fill="${p.linear(0, 0, 0, 1, [[0, darker(cane, 0.72)], [1, darker(cane, 0.45)]])}"/>`)
  p.draw(`<path d="M${x - w / 2} ${y}A${w / 2} ${n(h * 0.26)} 0 0 1 ${x + w / 2} ${y}" fill="none" stroke="${cane}" stroke-width="22"/>`)
  p.draw(`<path d="M${x - w / 2} ${y - 5}A${w / 2} ${n(h * 0.26)} 0 0 1 ${x + w / 2} ${y - 5}" fill="none" stroke="${lighter(cane, 0.5)}" stroke-width="6" opacity=".7"/>`)
}

export function basketFront(p, x, y, w, h, cane = '#c08d4f') {
  const bottom = w * 0.36, depth = h * 0.26
  const wall = `M${x - w / 2} ${y}A${w / 2} ${n(depth)} 0 0 0 ${x + w / 2} ${y}L${n(x + bottom)} ${n(y + h * 0.8)}A${n(bottom)} ${n(depth * 0.75)} 0 0 1 ${n(x - bottom)} ${n(y + h * 0.8)}z`
  const weave = `<pattern id="@" width="56" height="36" patternUnits="userSpaceOnUse"><rect width="56" height="36" fill="${darker(cane, 0.55)}"/>` +
    [[0, 0], [28, 18], [-28, 18], [56, 0]].map(([a, b]) =>
      `<path d="M${a - 3} ${b + 9}q17-13 34 0q-17 12-34 0z" fill="${cane}"/><path d="M${a} ${b + 7}q14-9 27 0" stroke="${lighter(cane, 0.5)}" stroke-width="2.5" fill="none" opacity=".75"/><path d="M${a} ${b + 12}q14 7 27-1" stroke="${darker(cane, 0.5)}" stroke-width="2" fill="none" opacity=".6"/>`).join('') + '</pattern>'
  p.draw(`<path d="${wall}" fill="url(#${p.define(weave)})"/>`)
  p.draw(`<path d="${wall}" fill="${p.linear(0, 0, 1, 0, [[0, '#1c0b01', 0.5], [0.28, '#ffedc2', 0.22], [0.5, '#ffedc2', 0], [1, '#1c0b01', 0.68]])}"/>`)
  p.draw(`<path d="${wall}" fill="${p.linear(0, 0, 0, 1, [[0, '#1c0b01', 0], [0.6, '#1c0b01', 0], [1, '#1c0b01', 0.6]])}"/>`)
  const rim = (dy, colour, width, opacity = 1) => `<path d="M${x - w / 2} ${y + dy}A${w / 2} ${n(depth)} 0 0 0 ${x + w / 2} ${y + dy}" fill="none" stroke="${colour}" stroke-width="${width}" opacity="${opacity}" stroke-linecap="round"/>`
  p.draw(rim(10, darker(cane, 0.6), 34, 0.6) + rim(0, cane, 28) + rim(-6, lighter(cane, 0.5), 7, 0.8))
  let twist = ''
  for (let i = 1; i < 40; i++) {
    const a = Math.PI * (1 - i / 40)
    const [px, py] = [x + Math.cos(a) * w / 2, y + Math.sin(a) * depth]
    twist += `M${n(px - 7)} ${n(py - 13)}l12 26`
  }
  p.draw(`<path d="${twist}" stroke="${darker(cane, 0.5)}" stroke-width="3.5" opacity=".55"/>`)
}

/** An open carton seen from the front and above; contents go between boxBack and boxFront. */
export function boxBack(p, x, y, w, h, { card = '#c69a62' } = {}) {
  const d = w * 0.1
  shadow(p, x, y + h, w * 0.56, h * 0.16, 0.6)
  const inside = polygon([[x - w / 2, y], [x - w / 2 + d, y - h * 0.42], [x + w / 2 - d, y - h * 0.42], [x + w / 2, y]])
  p.draw(`<path d="${polygon([[x - w / 2 + d, y - h * 0.42], [x + w / 2 - d, y - h * 0.42], [x + w / 2 - d * 0.2, y - h * 0.66], [x - w / 2 + d * 0.2, y - h * 0.66]])}" fill="${p.linear(0, 0, 0, 1, [[0, lighter(card, 0.3)], [1, card]])}"/>`)
  p.draw(`<path d="${polygon([[x - w / 2, y], [x - w / 2 + d, y - h * 0.42], [x - w / 2 - d * 0.95, y - h * 0.3], [x - w / 2 - d * 1.7, y + h * 0.1]])}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(card, 0.4)], [1, darker(card, 0.08)]])}"/>`)
  p.draw(`<path d="${polygon([[x + w / 2, y], [x + w / 2 - d, y - h * 0.42], [x + w / 2 + d * 0.95, y - h * 0.3], [x + w / 2 + d * 1.7, y + h * 0.1]])}" fill="${p.linear(0, 0, 1, 1, [[0, card], [1, darker(card, 0.3)]])}"/>`)
  p.draw(`<path d="${inside}" fill="${p.linear(0, 0, 0, 1, [[0, darker(card, 0.62)], [1, darker(card, 0.4)]])}"/>`)
}

/** The mark is drawn centred on the front wall. */
export function boxFront(p, x, y, w, h, { card = '#c69a62', ink = '#7c3f1d', mark } = {}) {
  const front = polygon([[x - w / 2, y], [x + w / 2, y], [x + w / 2 - w * 0.02, y + h], [x - w / 2 + w * 0.02, y + h]])
  p.draw(`<path d="${front}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(card, 0.32)], [0.5, card], [1, darker(card, 0.3)]])}"/>`)
  p.draw(`<path d="${front}" ${p.grain('.01 .4', darker(card, 0.5), 0.3, { gain: 4 })}/>`)
  p.draw(`<path d="M${x - w / 2} ${y}H${x + w / 2}" stroke="${lighter(card, 0.65)}" stroke-width="7"/><path d="M${x - w / 2} ${y + 8}H${x + w / 2}" stroke="${darker(card, 0.5)}" stroke-width="4" opacity=".5"/>`)
  const hole = `<rect x="${n(x - w * 0.07)}" y="${n(y + h * 0.1)}" width="${n(w * 0.14)}" height="${n(h * 0.1)}" rx="${n(h * 0.05)}" fill="${darker(card, 0.75)}"/>`
  p.draw(hole)
  p.draw(`<g opacity=".88">${mark ? mark(x, y + h * 0.58, h * 0.3, ink) : ''}</g>`)
}

/** Hills and a sun in a ring: the mark printed on the growers' cartons. */
export const hillMark = (x, y, r, ink) =>
  `<g fill="none" stroke="${ink}" stroke-width="${n(r * 0.07)}" stroke-linejoin="round"><circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}"/>` +
  `<path d="M${n(x - r * 0.92)} ${n(y + r * 0.38)}q${n(r * 0.24)} ${n(-r * 0.9)} ${n(r * 0.5)} ${n(-r * 0.1)}q${n(r * 0.26)} ${n(-r * 1.15)} ${n(r * 0.56)} ${n(-r * 0.1)}q${n(r * 0.26)} ${n(-r * 0.72)} ${n(r * 0.78)} ${n(r * 0.2)}"/>` +
  `<path d="M${n(x - r * 0.78)} ${n(y + r * 0.62)}q${n(r * 0.78)} ${n(-r * 0.26)} ${n(r * 1.56)} 0"/></g><circle cx="${n(x + r * 0.42)}" cy="${n(y - r * 0.5)}" r="${n(r * 0.17)}" fill="${ink}"/>`

/** A banana leaf lying flat, as a mat. */
export function bananaLeaf(p, x, y, length, width, angle, tone = '#4f8f37') {
  const points = placed([[-1, 0], [-0.7, -0.62], [-0.1, -0.95], [0.5, -0.72], [1, 0], [0.5, 0.72], [-0.1, 0.95], [-0.7, 0.62]].map(([a, b]) => [a * length / 2, b * width / 2]), x, y, 1, angle)
  const d = closed(points)
  let ribs = ''
  for (let i = -18; i <= 18; i++) {
    const at = (i / 18.5) * length / 2
    const reach = width / 2 * Math.sqrt(Math.max(0, 1 - (i / 19) ** 2)) * 0.98
    for (const side of [-1, 1]) ribs += `M${n(at)} 0q${n(length * 0.02)} ${n(side * reach * 0.5)} ${n(length * 0.05)} ${n(side * reach)}`
  }
  p.draw(castOf(p, d, 12, 16, 12, 0.4))
  p.draw(`<path d="${d}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(tone, 0.35)], [0.5, tone], [1, darker(tone, 0.4)]])}"/>`)
  p.draw(`<g ${p.clip(d)}><g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})"><path d="${ribs}" stroke="${darker(tone, 0.4)}" stroke-width="3" fill="none" opacity=".5"/><path d="${ribs}" transform="translate(4 0)" stroke="${lighter(tone, 0.5)}" stroke-width="2" fill="none" opacity=".4"/><path d="M${n(-length / 2)} 0H${n(length / 2)}" stroke="${lighter(tone, 0.55)}" stroke-width="13"/><path d="M${n(-length / 2)} 4H${n(length / 2)}" stroke="${darker(tone, 0.3)}" stroke-width="4" opacity=".6"/></g></g>`)
}
