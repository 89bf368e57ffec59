// Bowls, jars, bags and boxes, and what growers make: tea, honey, oil, noodles, smoked meat.
import { rounded, shine } from './fruit.mjs'
import { closed, darker, lighter, mix, n, open, placed, polygon, roundish, turn } from './kit.mjs'
import { hillMark, shadow } from './stage.mjs'

/** Puts many small things in a round heap, the middle last and lit. */
export function heap(p, x, y, r, count, put, { flat = 1, spread = 1, lit = true } = {}) {
  const spots = Array.from({ length: count }, (_, i) => {
    const k = Math.sqrt((i + 0.5) / count), a = i * 2.39996
    return [x + Math.cos(a) * k * r * spread + p.dice.around(0, r * 0.05), y + (Math.sin(a) * k * r * spread + p.dice.around(0, r * 0.05)) * flat, k]
  })
  spots.sort((a, b) => b[2] - a[2])
  p.draw(spots.map(([u, v], i) => put(u, v, i)).join(''))
  if (lit) p.draw(`<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r)}" ry="${n(r * flat)}" fill="${p.radial(0.36, 0.32, 0.72, [[0, '#fff4d6', 0.22], [0.5, '#fff4d6', 0], [1, '#1c0a02', 0.42]])}"/>`)
}

/** A heap of grains, leaves or slivers: clusters drawn once and strewn. */
export function strewn(p, x, y, r, grain, { clusters = 4, each = 26, count = 70, size = 100, flat = 1, lit = true } = {}) {
  const stamp = p.stamps(clusters, () => Array.from({ length: each }, () => {
    const a = p.dice.between(0, 360), k = Math.sqrt(p.dice.next()) * 100
    const [u, v] = turn(a, [k, 0])
    return grain(u, v, p.dice.between(0, 360))
  }).join(''))
  heap(p, x, y, r * 0.9, count, (u, v) => stamp(u, v, size, p.dice.between(-60, 60)), { flat, lit })
}

/** A grain of rice, drawn into clusters. */
export const riceGrain = (p, tone) => (u, v, a) =>
  `<ellipse cx="${n(u)}" cy="${n(v)}" rx="13" ry="6" transform="rotate(${n(a)} ${n(u)} ${n(v)})" fill="${p.linear(0, 0, 0.3, 1, [[0, lighter(tone, 0.5)], [0.5, tone], [1, darker(tone, 0.4)]])}"/>`

/** A twisted tea leaf. */
export const teaLeaf = (p, tones, { length = 30, width = 5 } = {}) => (u, v, a) => {
  const l = length * p.dice.between(0.7, 1.25), [s, t] = turn(a, [l, 0]), [q, w] = turn(a + 90, [l * p.dice.around(0, 0.4), 0])
  const tone = p.dice.one(tones), d = `M${n(u)} ${n(v)}q${n(s / 2 + q)} ${n(t / 2 + w)} ${n(s)} ${n(t)}`
  return `<path d="${d}" stroke="${darker(tone, 0.55)}" stroke-width="${width + 3}" stroke-linecap="round" fill="none"/><path d="${d}" stroke="${tone}" stroke-width="${width}" stroke-linecap="round" fill="none"/><path d="${d}" transform="translate(-1 -1.5)" stroke="${lighter(tone, 0.45)}" stroke-width="${n(width * 0.3)}" stroke-linecap="round" fill="none" opacity=".7"/>`
}

/** A bowl seen from a little above; draw what is in it between the two halves. */
export function bowlBack(p, x, y, w, { glaze = '#f4f1e6', inside = '#e9e4d2', deep = 0.3 } = {}) {
  shadow(p, x, y + w * 0.42, w * 0.36, w * 0.1, 0.6)
  p.draw(`<ellipse cx="${x}" cy="${y}" rx="${n(w / 2)}" ry="${n(w * deep / 2)}" fill="${glaze}"/><ellipse cx="${x}" cy="${n(y + 2)}" rx="${n(w * 0.475)}" ry="${n(w * deep * 0.47)}" fill="${p.linear(0, 0, 0, 1, [[0, darker(inside, 0.5)], [0.6, darker(inside, 0.18)], [1, inside]])}"/>`)
}

export function bowlFront(p, x, y, w, { glaze = '#f4f1e6', band = '#3f6f8f', deep = 0.3 } = {}) {
  const ry = w * deep / 2, h = w * 0.42
  const wall = `M${n(x - w / 2)} ${y}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(x + w / 2)} ${y}C${n(x + w * 0.49)} ${n(y + h * 0.6)} ${n(x + w * 0.32)} ${n(y + h * 0.94)} ${n(x + w * 0.19)} ${n(y + h)}A${n(w * 0.19)} ${n(ry * 0.36)} 0 0 1 ${n(x - w * 0.19)} ${n(y + h)}C${n(x - w * 0.32)} ${n(y + h * 0.94)} ${n(x - w * 0.49)} ${n(y + h * 0.6)} ${n(x - w / 2)} ${y}z`
  p.draw(`<path d="${wall}" fill="${p.linear(0, 0, 1, 0, [[0, darker(glaze, 0.12)], [0.25, lighter(glaze, 0.6)], [0.6, glaze], [1, darker(glaze, 0.45)]])}"/>`)
  p.draw(`<g ${p.clip(wall)}><path d="M${n(x - w / 2)} ${n(y + 26)}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(x + w / 2)} ${n(y + 26)}" fill="none" stroke="${band}" stroke-width="13" opacity=".85"/><path d="M${n(x - w / 2)} ${n(y + 48)}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(x + w / 2)} ${n(y + 48)}" fill="none" stroke="${band}" stroke-width="4" opacity=".7"/></g>`)
  p.draw(`<path d="${wall}" fill="${p.linear(0, 0, 0, 1, [[0, '#1c0a02', 0], [0.5, '#1c0a02', 0], [1, '#1c0a02', 0.4]])}"/>`)
  p.draw(`<path d="M${n(x - w / 2)} ${y}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(x + w / 2)} ${y}" fill="none" stroke="${lighter(glaze, 0.7)}" stroke-width="9"/>` + shine(p, x - w * 0.3, y + h * 0.45, w * 0.02, { angle: 70, stretch: 3, opacity: 0.7 }))
}

/** A plate seen from a little above. */
export function plate(p, x, y, w, { glaze = '#f3efe2', band = '#8a4a2a', deep = 0.5 } = {}) {
  const ry = w * deep / 2
  shadow(p, x, y + ry * 0.75, w * 0.46, ry * 0.5, 0.5)
  p.draw(`<ellipse cx="${x}" cy="${n(y + 14)}" rx="${n(w / 2)}" ry="${n(ry)}" fill="${darker(glaze, 0.4)}"/><ellipse cx="${x}" cy="${y}" rx="${n(w / 2)}" ry="${n(ry)}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(glaze, 0.7)], [0.5, glaze], [1, darker(glaze, 0.22)]])}"/><ellipse cx="${x}" cy="${y}" rx="${n(w * 0.475)}" ry="${n(ry * 0.95)}" fill="none" stroke="${band}" stroke-width="7" opacity=".75"/>` +
    `<ellipse cx="${x}" cy="${n(y + 4)}" rx="${n(w * 0.37)}" ry="${n(ry * 0.74)}" fill="${p.linear(0, 0, 1, 1, [[0, darker(glaze, 0.16)], [0.6, lighter(glaze, 0.3)], [1, lighter(glaze, 0.6)]])}"/>`)
}

/** A glass of something to drink, with what floats in it. */
export function glass(p, x, y, w, h, liquor, floats = '') {
  shadow(p, x, y + h, w * 0.5, w * 0.16, 0.5)
  const body = `M${n(x - w / 2)} ${y}L${n(x - w * 0.42)} ${n(y + h)}A${n(w * 0.42)} ${n(w * 0.1)} 0 0 0 ${n(x + w * 0.42)} ${n(y + h)}L${n(x + w / 2)} ${y}z`
  const top = y + h * 0.2
  const drink = `M${n(x - w * 0.478)} ${n(top)}L${n(x - w * 0.41)} ${n(y + h * 0.93)}A${n(w * 0.41)} ${n(w * 0.09)} 0 0 0 ${n(x + w * 0.41)} ${n(y + h * 0.93)}L${n(x + w * 0.478)} ${n(top)}z`
  p.draw(`<path d="${body}" fill="#fdfdf6" opacity=".42"/><path d="${drink}" fill="${p.linear(0, 0, 1, 0.3, [[0, lighter(liquor, 0.2)], [0.35, lighter(liquor, 0.55)], [0.7, liquor], [1, darker(liquor, 0.3)]])}" opacity=".92"/>`)
  p.draw(floats)
  p.draw(`<ellipse cx="${x}" cy="${n(top)}" rx="${n(w * 0.478)}" ry="${n(w * 0.11)}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(liquor, 0.65)], [1, liquor]])}"/><ellipse cx="${x}" cy="${n(top)}" rx="${n(w * 0.478)}" ry="${n(w * 0.11)}" fill="none" stroke="#fffbe8" stroke-width="3" opacity=".7"/>` +
    `<path d="${body}" fill="${p.linear(0, 0, 1, 0, [[0, '#fff', 0.55], [0.12, '#fff', 0.05], [0.84, '#fff', 0], [0.93, '#fff', 0.5], [1, '#8a9a90', 0.3]])}"/><ellipse cx="${x}" cy="${y}" rx="${n(w / 2)}" ry="${n(w * 0.12)}" fill="none" stroke="#fff" stroke-width="5" opacity=".85"/>` +
    `<path d="M${n(x - w * 0.36)} ${n(y + h * 0.26)}L${n(x - w * 0.31)} ${n(y + h * 0.84)}" stroke="#fff" stroke-width="${n(w * 0.05)}" stroke-linecap="round" opacity=".5" ${p.blur(3)}/>`)
}

/** A jar of honey or pickle, its lid tied with cloth. */
export function jar(p, x, y, w, h, fill, { cloth = '#c9a25c', label = true, content = '' } = {}) {
  shadow(p, x, y + h, w * 0.56, w * 0.17, 0.6)
  const body = closed([[x - w * 0.38, y + h * 0.1], [x - w * 0.5, y + h * 0.22], [x - w * 0.5, y + h * 0.84], [x - w * 0.4, y + h * 0.97], [x, y + h], [x + w * 0.4, y + h * 0.97], [x + w * 0.5, y + h * 0.84], [x + w * 0.5, y + h * 0.22], [x + w * 0.38, y + h * 0.1]], 0.7)
  p.draw(`<path d="${body}" fill="${p.linear(0, 0, 1, 0, [[0, darker(fill, 0.3)], [0.2, lighter(fill, 0.4)], [0.45, fill], [0.8, lighter(fill, 0.18)], [1, darker(fill, 0.45)]])}"/><path d="${body}" fill="${p.linear(0, 0, 0, 1, [[0, '#fff3c8', 0.4], [0.4, '#fff3c8', 0], [1, '#2a0e02', 0.45]])}"/>`)
  if (content) p.draw(`<g ${p.clip(body)}>${content}</g>`)
  p.draw(`<path d="${body}" fill="${p.linear(0, 0, 1, 0, [[0, '#fff', 0.35], [0.09, '#fff', 0.08], [0.2, '#fff', 0.42], [0.26, '#fff', 0], [0.92, '#fff', 0], [1, '#fff', 0.35]])}"/>`)
  if (label) {
    p.draw(`<path d="M${n(x - w * 0.3)} ${n(y + h * 0.42)}h${n(w * 0.6)}v${n(h * 0.36)}h${n(-w * 0.6)}z" fill="${p.linear(0, 0, 1, 0, [[0, '#d9cba2'], [0.3, '#fbf5df'], [1, '#cdbd90']])}"/>` + hillMark(x, y + h * 0.6, h * 0.13, '#8a4a1a'))
  }
  const lid = closed([[x - w * 0.4, y + h * 0.11], [x - w * 0.44, y], [x, y - h * 0.05], [x + w * 0.44, y], [x + w * 0.4, y + h * 0.11], [x + w * 0.5, y + h * 0.19], [x + w * 0.2, y + h * 0.17], [x, y + h * 0.21], [x - w * 0.22, y + h * 0.17], [x - w * 0.5, y + h * 0.19]], 0.8)
  p.draw(`<path d="${lid}" fill="${p.linear(0, 0, 1, 0.2, [[0, lighter(cloth, 0.35)], [0.5, cloth], [1, darker(cloth, 0.45)]])}"/><path d="${lid}" ${p.grain('.12 .12', darker(cloth, 0.5), 0.4, { gain: 4 })}/><path d="M${n(x - w * 0.42)} ${n(y + h * 0.115)}Q${n(x)} ${n(y + h * 0.155)} ${n(x + w * 0.42)} ${n(y + h * 0.115)}" stroke="#a8342a" stroke-width="${n(w * 0.03)}" fill="none"/>`)
}

/** A slender bottle of oil. */
export function bottle(p, x, y, w, h) {
  shadow(p, x, y + h, w * 0.6, w * 0.2, 0.6)
  const body = closed([[x - w * 0.16, y + h * 0.12], [x - w * 0.17, y + h * 0.26], [x - w * 0.46, y + h * 0.42], [x - w * 0.5, y + h * 0.55], [x - w * 0.5, y + h * 0.94], [x - w * 0.42, y + h], [x + w * 0.42, y + h], [x + w * 0.5, y + h * 0.94], [x + w * 0.5, y + h * 0.55], [x + w * 0.46, y + h * 0.42], [x + w * 0.17, y + h * 0.26], [x + w * 0.16, y + h * 0.12]], 0.6)
  p.draw(`<path d="${body}" fill="${p.linear(0, 0, 1, 0, [[0, '#8a6206'], [0.18, '#f4cf52'], [0.45, '#d9a51c'], [0.78, '#f0c23c'], [1, '#7a5204']])}"/><path d="${body}" fill="${p.linear(0, 0, 0, 1, [[0, '#fff8dc', 0.45], [0.3, '#fff8dc', 0.05], [0.7, '#3a2002', 0], [1, '#3a2002', 0.45]])}"/>`)
  p.draw(`<path d="M${n(x - w * 0.5)} ${n(y + h * 0.58)}h${n(w)}v${n(h * 0.3)}h${n(-w)}z" fill="${p.linear(0, 0, 1, 0, [[0, '#b8a878'], [0.3, '#faf4dd'], [0.7, '#efe6c6'], [1, '#9a8a5c']])}"/>` + hillMark(x, y + h * 0.73, w * 0.26, '#4f6a2a'))
  p.draw(`<path d="${body}" fill="${p.linear(0, 0, 1, 0, [[0, '#fff', 0.4], [0.07, '#fff', 0], [0.15, '#fff', 0.5], [0.22, '#fff', 0], [0.94, '#fff', 0], [1, '#fff', 0.3]])}"/>` +
    `<rect x="${n(x - w * 0.19)}" y="${n(y)}" width="${n(w * 0.38)}" height="${n(h * 0.15)}" rx="${n(w * 0.05)}" fill="${p.linear(0, 0, 1, 0, [[0, '#4a2a10'], [0.3, '#a8713a'], [1, '#3a1e08']])}"/><path d="M${n(x - w * 0.19)} ${n(y + h * 0.12)}h${n(w * 0.38)}" stroke="#e8c27c" stroke-width="4" opacity=".7"/>`)
}

/** A tin: a caddy for tea, or taller and with a handle for oil. */
export function tin(p, x, y, w, h, tone, { handle = false, ink = '#f6e7b8' } = {}) {
  shadow(p, x, y + h, w * 0.55, w * 0.16, 0.6)
  if (handle) p.draw(`<path d="M${n(x - w * 0.22)} ${n(y + 8)}q0 ${n(-h * 0.14)} ${n(w * 0.22)} ${n(-h * 0.14)}t${n(w * 0.22)} ${n(h * 0.14)}" fill="none" stroke="#5a4a34" stroke-width="${n(w * 0.05)}"/><path d="M${n(x - w * 0.22)} ${n(y + 4)}q0 ${n(-h * 0.14)} ${n(w * 0.22)} ${n(-h * 0.14)}" fill="none" stroke="#d9c9a4" stroke-width="${n(w * 0.015)}"/><rect x="${n(x + w * 0.28)}" y="${n(y - h * 0.07)}" width="${n(w * 0.14)}" height="${n(h * 0.09)}" rx="5" fill="#c23a2a"/>`)
  const ry = handle ? w * 0.05 : w * 0.13
  const body = `M${n(x - w / 2)} ${y}V${n(y + h)}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(x + w / 2)} ${n(y + h)}V${y}z`
  const sheen = p.linear(0, 0, 1, 0, [[0, darker(tone, 0.45)], [0.18, lighter(tone, 0.35)], [0.34, tone], [0.7, darker(tone, 0.1)], [0.88, lighter(tone, 0.12)], [1, darker(tone, 0.55)]])
  p.draw(`<path d="${body}" fill="${sheen}"/><ellipse cx="${x}" cy="${y}" rx="${n(w / 2)}" ry="${n(ry)}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(tone, 0.5)], [1, darker(tone, 0.15)]])}"/>`)
  if (!handle) p.draw(`<path d="M${n(x - w / 2)} ${n(y + h * 0.2)}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(x + w / 2)} ${n(y + h * 0.2)}" fill="none" stroke="${darker(tone, 0.6)}" stroke-width="4"/><path d="M${n(x - w / 2)} ${n(y + h * 0.2 + 5)}A${n(w / 2)} ${n(ry)} 0 0 0 ${n(x + w / 2)} ${n(y + h * 0.2 + 5)}" fill="none" stroke="${lighter(tone, 0.6)}" stroke-width="2" opacity=".6"/>`)
  p.draw(`<circle cx="${n(x)}" cy="${n(y + h * 0.6)}" r="${n(w * 0.31)}" fill="${ink}" opacity=".95"/>` + hillMark(x, y + h * 0.6, w * 0.25, darker(tone, 0.3)))
  p.draw(`<path d="${body}" fill="${p.linear(0, 0, 1, 0, [[0, '#000', 0.3], [0.2, '#fff', 0.18], [0.4, '#fff', 0], [1, '#000', 0.4]])}"/>`)
}

/** A pouch of kraft paper, stood up, with a window on what is inside. */
export function pouch(p, x, y, w, h, { paper = '#caa06a', content = '', ink = '#6a3414', window = true } = {}) {
  shadow(p, x, y + h, w * 0.56, w * 0.14, 0.55)
  const body = closed([[x - w * 0.48, y], [x, y + 4], [x + w * 0.48, y], [x + w * 0.5, y + h * 0.5], [x + w * 0.47, y + h * 0.96], [x, y + h], [x - w * 0.47, y + h * 0.96], [x - w * 0.5, y + h * 0.5]], 0.35)
  p.draw(`<path d="${body}" fill="${p.linear(0, 0, 1, 0.2, [[0, darker(paper, 0.15)], [0.22, lighter(paper, 0.35)], [0.6, paper], [1, darker(paper, 0.4)]])}"/><path d="${body}" ${p.grain('.03 .06', darker(paper, 0.5), 0.28, { gain: 4 })}/>`)
  if (window) {
    const hole = closed(placed(roundish(p.dice, 0, 12), x, y + h * 0.68, w * 0.3), 1)
    p.draw(`<path d="${hole}" fill="#3a2410"/><g ${p.clip(hole)}>${content}</g><path d="${hole}" fill="${p.linear(0, 0, 1, 1, [[0, '#fff', 0.45], [0.4, '#fff', 0], [1, '#1c0a02', 0.35]])}"/><path d="${hole}" fill="none" stroke="${darker(paper, 0.35)}" stroke-width="5"/>`)
  }
  p.draw(hillMark(x, y + h * (window ? 0.26 : 0.5), w * (window ? 0.15 : 0.26), ink) +
    `<path d="M${n(x - w * 0.48)} ${n(y + h * 0.075)}H${n(x + w * 0.48)}" stroke="${darker(paper, 0.4)}" stroke-width="3" stroke-dasharray="9 6" opacity=".7"/><path d="M${n(x - w * 0.4)} ${n(y + h * 0.5)}q${n(w * 0.03)} ${n(h * 0.2)} 0 ${n(h * 0.42)}" stroke="#fff3d6" stroke-width="9" opacity=".35" fill="none" ${p.blur(5)}/>`)
}

/** A sack of cloth with its mouth rolled open; contents are heaped at its mouth (x, y). */
export function sackBack(p, x, y, w, h, cloth = '#d9c08c') {
  shadow(p, x, y + h * 0.97, w * 0.56, w * 0.15, 0.6)
  p.draw(`<ellipse cx="${x}" cy="${y}" rx="${n(w * 0.46)}" ry="${n(w * 0.15)}" fill="${darker(cloth, 0.55)}"/><path d="M${n(x - w * 0.48)} ${y}A${n(w * 0.48)} ${n(w * 0.16)} 0 0 1 ${n(x + w * 0.48)} ${y}" fill="none" stroke="${darker(cloth, 0.12)}" stroke-width="34" stroke-linecap="round"/>`)
}

export function sackFront(p, x, y, w, h, cloth = '#d9c08c') {
  const wall = closed([[x - w * 0.48, y], [x - w * 0.24, y + w * 0.125], [x, y + w * 0.155], [x + w * 0.24, y + w * 0.125], [x + w * 0.48, y], [x + w * 0.53, y + h * 0.5], [x + w * 0.5, y + h * 0.92], [x + w * 0.2, y + h], [x - w * 0.2, y + h], [x - w * 0.5, y + h * 0.92], [x - w * 0.53, y + h * 0.5]], 0.8)
  let folds = ''
  for (const [u, bend] of [[-0.34, 0.1], [-0.16, -0.06], [0.12, 0.07], [0.33, -0.1]]) folds += `M${n(x + u * w)} ${n(y + h * 0.2)}q${n(bend * w)} ${n(h * 0.35)} ${n(bend * w * 0.3)} ${n(h * 0.72)}`
  p.draw(`<path d="${wall}" fill="${p.linear(0, 0, 1, 0.15, [[0, darker(cloth, 0.2)], [0.25, lighter(cloth, 0.4)], [0.6, cloth], [1, darker(cloth, 0.45)]])}"/><path d="${wall}" ${p.grain('.3 .03', darker(cloth, 0.5), 0.35, { gain: 4 })}/><path d="${wall}" ${p.grain('.03 .3', darker(cloth, 0.5), 0.35, { gain: 4, seed: 4 })}/>` +
    `<path d="${folds}" stroke="${darker(cloth, 0.6)}" stroke-width="16" opacity=".3" fill="none" ${p.blur(9)}/><path d="${folds}" transform="translate(-12 0)" stroke="#fffbe8" stroke-width="10" opacity=".35" fill="none" ${p.blur(6)}/>` +
    `<path d="M${n(x - w * 0.48)} ${y}A${n(w * 0.48)} ${n(w * 0.16)} 0 0 0 ${n(x + w * 0.48)} ${y}" fill="none" stroke="${lighter(cloth, 0.25)}" stroke-width="38" stroke-linecap="round"/><path d="M${n(x - w * 0.47)} ${n(y + 14)}A${n(w * 0.48)} ${n(w * 0.16)} 0 0 0 ${n(x + w * 0.47)} ${n(y + 14)}" fill="none" stroke="${darker(cloth, 0.4)}" stroke-width="6" opacity=".5"/>` + hillMark(x, y + h * 0.6, w * 0.19, '#8a3a20'))
}

/** A gift box from above, lined with paper shreds, in so many places. */
export function giftBox(p, x, y, w, h, { board = '#a83a2c', lining = '#f2dfae' } = {}) {
  const outer = [[x - w / 2, y - h / 2], [x + w / 2, y - h / 2], [x + w / 2, y + h / 2], [x - w / 2, y + h / 2]]
  p.draw(`<path d="${polygon(outer)}" transform="translate(18 26)" fill="#140600" opacity=".5" ${p.blur(18)}/><path d="${polygon(outer)}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(board, 0.3)], [0.5, board], [1, darker(board, 0.45)]])}"/>` +
    `<rect x="${n(x - w / 2 + 9)}" y="${n(y - h / 2 + 9)}" width="${n(w - 18)}" height="${n(h - 18)}" fill="none" stroke="#f0cf86" stroke-width="3" opacity=".8"/>` +
    `<rect x="${n(x - w / 2 + 28)}" y="${n(y - h / 2 + 28)}" width="${n(w - 56)}" height="${n(h - 56)}" fill="${p.linear(0, 0, 1, 1, [[0, darker(lining, 0.4)], [0.25, darker(lining, 0.08)], [1, lining]])}"/>`)
  let shreds = ''
  for (let i = 0; i < 260; i++) {
    const u = p.dice.between(x - w / 2 + 34, x + w / 2 - 60), v = p.dice.between(y - h / 2 + 40, y + h / 2 - 44), [a, b] = turn(p.dice.between(-70, 70), [44, 0])
    shreds += `M${Math.round(u)} ${Math.round(v)}q${Math.round(a / 2 + p.dice.around(0, 14))} ${Math.round(b / 2 + p.dice.around(0, 14))} ${Math.round(a)} ${Math.round(b)}`
  }
  p.draw(`<path d="${shreds}" stroke="${darker(lining, 0.35)}" stroke-width="5" fill="none" opacity=".6"/><path d="${shreds}" transform="translate(-2 -3)" stroke="${lighter(lining, 0.5)}" stroke-width="3.4" fill="none"/>`)
}

/** A slab of smoked pork belly, fat and lean in bands. */
export function porkBelly(p, x, y, r, angle = 0) {
  const slab = placed([[-1, -0.34], [-0.3, -0.4], [0.5, -0.36], [1, -0.3], [1.02, 0.3], [0.4, 0.38], [-0.4, 0.34], [-1.02, 0.3]], x, y, r, angle)
  const d = closed(slab, 0.5)
  const band = (v, w, tone) => open(placed([[-1.1, v], [-0.5, v + p.dice.around(0, 0.04)], [0, v + p.dice.around(0, 0.04)], [0.5, v + p.dice.around(0, 0.04)], [1.1, v]], x, y, r, angle)).replace(/^/, '') && `<path d="${open(placed([[-1.1, v], [-0.5, v + p.dice.around(0, 0.05)], [0, v + p.dice.around(0, 0.05)], [0.5, v + p.dice.around(0, 0.05)], [1.1, v]], x, y, r, angle))}" stroke="${tone}" stroke-width="${n(r * w)}" fill="none"/>`
  return `<path d="${d}" transform="translate(9 14)" fill="#140400" opacity=".5" ${p.blur(11)}/>` +
    rounded(p, d, '#8f2c1c', {
      shade: '#2a0602', depth: 0.45, bounceOpacity: 0.2,
      over: `<g ${p.clip(d)}>${band(-0.36, 0.12, '#c8781e')}${band(-0.25, 0.15, '#f1cf8c')}${band(-0.04, 0.1, '#f3d79c')}${band(0.15, 0.07, '#eec588')}${band(0.34, 0.1, '#7a2012')}<path d="${d}" ${p.grain('.02 .1', '#4a0e06', 0.5, { gain: 5, octaves: 2 })}/></g><path d="${d}" ${p.relief('.02', 3, 0.2, { octaves: 2 })}/>`,
    })
}

/** A thin slice of it, cooked: translucent fat, dark lean. */
export function porkSlice(p, x, y, r, angle = 0) {
  const d = closed(placed([[-1, -0.2], [-0.4, -0.3], [0.4, -0.28], [1, -0.16], [0.98, 0.2], [0.3, 0.28], [-0.4, 0.24], [-1, 0.18]], x, y, r, angle))
  const stripe = (v, w, tone, o = 1) => `<path d="${open(placed([[-1.1, v], [-0.3, v + p.dice.around(0, 0.03)], [0.4, v + p.dice.around(0, 0.03)], [1.1, v]], x, y, r, angle))}" stroke="${tone}" stroke-width="${n(r * w)}" fill="none" opacity="${o}"/>`
  return `<path d="${d}" transform="translate(5 8)" fill="#140400" opacity=".45" ${p.blur(6)}/><path d="${d}" fill="#f4dba4"/><g ${p.clip(d)}>${stripe(-0.25, 0.1, '#d08a2c')}${stripe(-0.06, 0.12, '#a5432c', 0.85)}${stripe(0.12, 0.16, '#8f2c20', 0.9)}${stripe(0.24, 0.06, '#f6e2b4')}</g><path d="${d}" fill="${p.radial(0.36, 0.2, 0.9, [[0, '#fff', 0.4], [0.5, '#fff', 0], [1, '#4a1a04', 0.35]])}"/>` + shine(p, x - r * 0.3, y - r * 0.1, r * 0.05, { angle, stretch: 4, opacity: 0.6 })
}

/** A cured sausage. */
export function sausage(p, x, y, r, angle = 0, bend = 0.3) {
  const spine = Array.from({ length: 9 }, (_, i) => [-1 + i * 0.25, bend * Math.cos((-1 + i * 0.25) * 1.4) - bend])
  const up = spine.map(([a, b], i) => [a, b - 0.155 * Math.min(1, 0.35 + i * 0.6, 0.35 + (8 - i) * 0.6)]), low = spine.map(([a, b], i) => [a, b + 0.155 * Math.min(1, 0.35 + i * 0.6, 0.35 + (8 - i) * 0.6)]).reverse()
  const d = closed(placed([...up, ...low], x, y, r, angle))
  const tie = s => { const [u, v] = turn(angle, [s * r * 1.02, (bend * Math.cos(1.4) - bend) * r]); const [q, w] = turn(angle, [s * r * 0.13, r * 0.02]); return `<path d="M${n(x + u)} ${n(y + v)}l${n(q)} ${n(w)}" stroke="#e6cf9a" stroke-width="${n(r * 0.045)}" stroke-linecap="round"/>` }
  return `<path d="${d}" transform="translate(7 12)" fill="#140400" opacity=".5" ${p.blur(9)}/>` + tie(-1) + tie(1) +
    rounded(p, d, p.linear(0, 0, 0.2, 1, [[0, '#c9553c'], [0.45, '#9c2c20'], [1, '#561008']]), { shade: '#200402', depth: 0.45, over: `<path d="${d}" ${p.grain('.05', '#f3c8a0', 0.75, { low: 0.58, gain: 9, octaves: 2, seed: 3 })}/><path d="${d}" ${p.relief('.02 .05', 3, 0.22)}/>` }) +
    `<path d="${open(placed(spine.slice(1, 8).map(([a, b]) => [a, b - 0.075]), x, y, r, angle))}" stroke="#fff0dc" stroke-width="${n(r * 0.035)}" stroke-linecap="round" fill="none" opacity=".5" ${p.blur(3)}/>`
}

export function sausageSlice(p, x, y, r, angle = 0) {
  const d = closed(placed(roundish(p.dice, 0.03, 9).map(([a, b]) => [a, b * 0.72]), x, y, r, angle))
  let fat = ''
  for (let i = 0; i < 15; i++) {
    const a = i * 137.5, k = Math.sqrt((i + 0.5) / 15) * 0.78, [u, v] = turn(a, [k * r, 0])
    fat += closed(placed(roundish(p.dice, 0.25, 6), x + u, y + v * 0.72, r * p.dice.between(0.06, 0.13)))
  }
  return `<path d="${d}" transform="translate(4 8)" fill="#140400" opacity=".45" ${p.blur(5)}/><path d="${d}" fill="${p.radial(0.4, 0.35, 0.75, [[0, '#d3543c'], [0.7, '#b0301f'], [1, '#7a180f']])}"/><path d="${fat}" fill="#f8e2c0" opacity=".92"/><path d="${d}" fill="none" stroke="#5a0e08" stroke-width="${n(r * 0.06)}"/>` + shine(p, x - r * 0.3, y - r * 0.28, r * 0.1, { opacity: 0.5 })
}

/** A duck split and pressed flat, hung by the neck, smoked. */
export function pressedDuck(p, x, y, r) {
  const skin = ['#d98f36', '#a85a18', '#5f2808']
  const part = (pts, light = 0) => {
    const d = closed(placed(pts, x, y, r))
    return `<path d="${d}" transform="translate(7 12)" fill="#140400" opacity=".45" ${p.blur(9)}/>` + rounded(p, d, p.radial(0.38, 0.25, 0.85, [[0, lighter(skin[0], 0.16 + light)], [0.4, skin[0]], [0.72, skin[1]], [1, skin[2]]]), { shade: '#2a0c02', depth: 0.6, bounceOpacity: 0.2, over: `<path d="${d}" ${p.grain('.02 .012', '#6a2c08', 0.4, { low: 0.5, gain: 4, octaves: 3 })}/>` })
  }
  const both = pts => part(pts) + part(pts.map(([a, b]) => [-a, b]))
  const line = (pts, tone, width, opacity) => `<path d="${open(placed(pts, x, y, r))}" stroke="${tone}" stroke-width="${n(r * width)}" fill="none" opacity="${opacity}" stroke-linecap="round" ${p.blur(3)}/>`
  const body = [[0, -0.98], [0.2, -0.86], [0.34, -0.62], [0.5, -0.3], [0.56, 0.06], [0.5, 0.42], [0.34, 0.72], [0.14, 0.9], [0, 0.96], [-0.14, 0.9], [-0.34, 0.72], [-0.5, 0.42], [-0.56, 0.06], [-0.5, -0.3], [-0.34, -0.62], [-0.2, -0.86]]
  return part([[-0.07, -0.8], [-0.06, -1.15], [-0.05, -1.4], [0.05, -1.4], [0.06, -1.15], [0.07, -0.8]]) +
    both([[0.28, 0.5], [0.44, 0.62], [0.42, 0.9], [0.36, 1.14], [0.4, 1.32], [0.3, 1.34], [0.28, 1.14], [0.24, 0.86]]) + part(body, 0.1) +
    both([[0.36, -0.6], [0.5, -0.56], [0.64, -0.24], [0.62, 0.1], [0.5, 0.34], [0.44, 0.06], [0.42, -0.26]]) +
    line([[0, -0.7], [0.015, 0], [0, 0.7]], '#ffe7b0', 0.05, 0.5) + [-0.5, -0.26, -0.02, 0.22].map(v => line([[0.05, v], [0.2, v + 0.05], [0.34, v + 0.14]], skin[2], 0.025, 0.4) + line([[-0.05, v], [-0.2, v + 0.05], [-0.34, v + 0.14]], skin[2], 0.025, 0.4)).join('') +
    shine(p, x - r * 0.2, y - r * 0.44, r * 0.05, { angle: 76, stretch: 3.4, opacity: 0.7 }) + shine(p, x + r * 0.22, y - r * 0.1, r * 0.035, { angle: 80, stretch: 3.4, opacity: 0.45 })
}

/** Glass noodles in a tied bundle. */
export function noodles(p, x, y, r, angle = 0) {
  let out = `<ellipse cx="${n(x + 8)}" cy="${n(y + 16)}" rx="${n(r)}" ry="${n(r * 0.34)}" transform="rotate(${n(angle)} ${n(x)} ${n(y)})" fill="#140600" opacity=".4" ${p.blur(14)}/>`
  for (let i = 0; i < 64; i++) {
    const v = p.dice.around(0, 0.27), pinch = v * 0.42
    const d = open(placed([[-1 + p.dice.around(0, 0.05), v * 1.1], [-0.4, v * 0.8], [0, pinch], [0.4, v * 0.8], [1 + p.dice.around(0, 0.05), v * 1.1]], x, y, r, angle))
    const tone = mix('#b9ad96', '#efe9da', 0.5 - v * 1.6 + p.dice.around(0, 0.2) > 1 ? 1 : Math.max(0, 0.5 - v * 1.6 + p.dice.around(0, 0.2)))
    out += `<path d="${d}" stroke="#6a5c46" stroke-width="${n(r * 0.034)}" fill="none" opacity=".5"/><path d="${d}" stroke="${tone}" stroke-width="${n(r * 0.026)}" fill="none" opacity=".95"/>`
  }
  return out + `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})"><rect x="${n(-r * 0.1)}" y="${n(-r * 0.16)}" width="${n(r * 0.2)}" height="${n(r * 0.32)}" rx="${n(r * 0.05)}" fill="${p.linear(0, 0, 0, 1, [[0, '#e0563f'], [0.4, '#b8301f'], [1, '#6a120a']])}"/></g>`
}

/** A piece of honeycomb. */
export function honeycomb(p, x, y, r, angle = 0) {
  const block = placed([[-1, -0.5], [0.8, -0.62], [1, 0.4], [-0.7, 0.6]], x, y, r, angle)
  const d = closed(block, 0.3)
  const s = r * 0.11
  let cells = ''
  for (let row = -7; row <= 7; row++) {
    for (let col = -10; col <= 10; col++) {
      const u = (col + (row % 2 ? 0.5 : 0)) * s * 1.78, v = row * s * 1.54
      if (Math.abs(u) > r * 1.06 || Math.abs(v) > r * 0.7) continue
      const hex = Array.from({ length: 6 }, (_, i) => turn(i * 60 + 30, [s * 0.9, 0])).map(([a, b]) => { const [q, w] = turn(angle - 4, [a + u, b + v]); return [q + x, w + y] })
      cells += polygon(hex)
    }
  }
  return `<path d="${d}" transform="translate(10 22)" fill="#7a4206"/><path d="${d}" transform="translate(14 32)" fill="#140600" opacity=".45" ${p.blur(12)}/><path d="${d}" fill="#f6d68a"/><g ${p.clip(d)}><path d="${cells}" fill="${p.radialAt(x - r * 0.3, y - r * 0.3, r * 1.4, [[0, '#ffd25a'], [0.45, '#ee9a18'], [1, '#a8560a']])}"/><path d="${cells}" transform="translate(${n(s * 0.14)} ${n(s * 0.16)}) " fill="#fff0b0" opacity=".28"/></g><path d="${d}" fill="${p.radial(0.3, 0.2, 0.9, [[0, '#fff', 0.3], [0.5, '#fff', 0], [1, '#4a1c02', 0.4]])}"/>` + shine(p, x - r * 0.4, y - r * 0.26, r * 0.09, { opacity: 0.6 })
}
