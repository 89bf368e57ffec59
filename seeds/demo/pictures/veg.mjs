// Vegetables, roots, fungi and dry goods, each at a place, in a size, turned by an angle.
import { rounded, shine } from './fruit.mjs'
import { closed, darker, lighter, mix, n, open, placed, roundish, turn } from './kit.mjs'

/** A tapering body along a bent spine: points at t in 0…1 with half-widths. */
function tube(spine, widths) {
  const left = [], right = []
  spine.forEach(([x, y], i) => {
    const [px, py] = spine[Math.max(0, i - 1)], [qx, qy] = spine[Math.min(spine.length - 1, i + 1)]
    const length = Math.hypot(qx - px, qy - py) || 1
    const [nx, ny] = [-(qy - py) / length, (qx - px) / length]
    left.push([x + nx * widths[i], y + ny * widths[i]])
    right.unshift([x - nx * widths[i], y - ny * widths[i]])
  })
  return [...left, ...right]
}

const ramp = (count, f) => Array.from({ length: count }, (_, i) => f(i / (count - 1)))

export function chilli(p, x, y, r, angle = 0, { tone = ['#f2573a', '#d92a1c', '#a3120e'], bend = 0.25, fat = 0.13, wrinkled = false } = {}) {
  const spine = ramp(9, t => [-1 + t * 2, bend * Math.sin(t * 2.6) + (wrinkled ? 0.06 * Math.sin(t * 11) : 0)])
  const widths = ramp(9, t => fat * (t < 0.08 ? 0.75 : Math.pow(1 - t, 0.55) * (wrinkled ? 1 + 0.16 * Math.sin(t * 24) : 1) + 0.012))
  const d = closed(placed(tube(spine, widths), x, y, r, angle))
  const [hx, hy] = turn(angle, [-r * 0.98, 0]).map((v, i) => v + (i ? y : x))
  const [sx, sy] = turn(angle, [-r * 0.34, -r * 0.1])
  const line = (shift, from, to) => open(placed(spine.slice(from, to).map(([a, b], i) => [a, b + shift * widths[i + from]]), x, y, r, angle))
  return `<path d="${d}" transform="translate(5 9)" fill="#140600" opacity=".4" ${p.blur(7)}/>` +
    rounded(p, d, p.linear(0, 0, 0.25, 1, [[0, lighter(tone[0], 0.2)], [0.4, tone[1]], [1, tone[2]]]), { shade: darker(tone[2], 0.6), depth: 0.45 }) +
    (wrinkled ? `<path d="${line(0.5, 1, 8)}" stroke="${darker(tone[2], 0.4)}" stroke-width="${n(r * 0.02)}" fill="none" opacity=".45"/>` : '') +
    `<path d="${line(-0.45, 1, 7)}" stroke="#fff6dc" stroke-width="${n(r * fat * 0.26)}" stroke-linecap="round" fill="none" opacity=".55" ${p.blur(Math.max(1, Math.round(r * 0.012)))}/>` +
    `<path d="M${n(hx)} ${n(hy)}q${n(sx * 0.5)} ${n(sy * 0.2)} ${n(sx)} ${n(sy)}" stroke="#4f7a2a" stroke-width="${n(r * 0.06)}" stroke-linecap="round" fill="none"/><ellipse cx="${n(hx)}" cy="${n(hy)}" rx="${n(r * 0.05)}" ry="${n(r * fat * 0.95)}" transform="rotate(${n(angle)} ${n(hx)} ${n(hy)})" fill="#5f8f34"/>`
}

export function bean(p, x, y, r, angle = 0) {
  const bend = p.dice.around(0, 0.14)
  const spine = ramp(12, t => [-1 + t * 2, bend * Math.sin(t * 3.1)])
  const widths = ramp(12, t => 0.058 * Math.min(1, t * 9 + 0.2, (1 - t) * 7 + 0.1) * (1 + 0.13 * Math.sin(t * 34)))
  const d = closed(placed(tube(spine, widths), x, y, r, angle))
  const line = open(placed(spine.slice(1, 11).map(([a, b]) => [a, b - 0.018]), x, y, r, angle))
  const [ex, ey] = turn(angle, [-r, 0]), [tx, ty] = turn(angle, [-r * 0.1, -r * 0.03])
  return `<path d="${d}" transform="translate(5 8)" fill="#0c1a04" opacity=".4" ${p.blur(6)}/>` +
    rounded(p, d, p.linear(0, 0, 0.2, 1, [[0, '#9ccf58'], [0.5, '#62a033'], [1, '#3c7420']]), { shade: '#12300a', depth: 0.4 }) +
    `<path d="${line}" stroke="#eaf8c8" stroke-width="${n(r * 0.014)}" fill="none" opacity=".6" stroke-linecap="round"/><path d="M${n(x + ex)} ${n(y + ey)}l${n(tx)} ${n(ty)}" stroke="#6a8a3a" stroke-width="${n(r * 0.03)}" stroke-linecap="round"/>`
}

/** A bunch of spring onions, roots at the left. */
export function springOnions(p, x, y, r, angle = 0, count = 14) {
  let out = ''
  for (let i = 0; i < count; i++) {
    const off = (i - (count - 1) / 2) * (0.62 / count) + p.dice.around(0, 0.02), fan = off * p.dice.between(0.8, 2.2), length = p.dice.between(0.86, 1.1)
    const spine = ramp(7, t => [-1 + t * 2 * length, off + fan * t * t + p.dice.around(0, 0.008)])
    const d = closed(placed(tube(spine, ramp(7, t => t < 0.05 ? 0.034 : 0.026 * (1 - t * 0.65))), x, y, r, angle))
    const [ax, ay] = turn(angle, [-r, off * r]), [bx, by] = turn(angle, [r * 0.9, off * r])
    out += `<path d="${d}" transform="translate(3 7)" fill="#0c1a04" opacity=".35" ${p.blur(5)}/><path d="${d}" fill="${p.linearAt(x + ax, y + ay, x + bx, y + by, [[0, '#fbfaf0'], [0.16, '#f3f6dc'], [0.27, '#b9d987'], [0.5, '#5fa03c'], [1, mix('#2f7a2c', '#5f9a34', p.dice.next())]])}"/>` +
      `<path d="${open(placed(spine.map(([a, b]) => [a, b - 0.008]), x, y, r, angle))}" stroke="#f4ffe0" stroke-width="${n(r * 0.007)}" fill="none" opacity=".6"/>`
    for (let k = 0; k < 4; k++) {
      const [u, v] = turn(angle + 180 + p.dice.around(0, 40), [r * p.dice.between(0.05, 0.12), 0])
      out += `<path d="M${n(x + ax)} ${n(y + ay)}q${n(u * 0.6)} ${n(v * 0.3)} ${n(u)} ${n(v)}" stroke="#cbbd95" stroke-width="1.6" fill="none"/>`
    }
  }
  const [tx, ty] = turn(angle, [-r * 0.55, 0])
  return out + `<g transform="translate(${n(x + tx)} ${n(y + ty)}) rotate(${n(angle)})"><path d="M-9 ${n(-r * 0.34)}Q16 0 -9 ${n(r * 0.34)}L11 ${n(r * 0.34)}Q36 0 11 ${n(-r * 0.34)}z" fill="${p.linear(0, 0, 0, 1, [[0, '#e3c98a'], [0.5, '#c9a45c'], [1, '#8a6a30']])}"/><path d="M-2 ${n(-r * 0.34)}Q23 0 -2 ${n(r * 0.34)}" stroke="#8a6a30" stroke-width="2" fill="none"/></g>`
}

/** A root: yam, ginger finger, sanqi and what is built of lumps. */
export function lumps(p, x, y, r, parts, tone, { relief = 0.6, angle = 0, rings = 0, frequency = 12 } = {}) {
  let out = ''
  for (const [u, v, rx, ry, a] of parts) {
    const [dx, dy] = turn(angle, [u * r, v * r])
    const d = closed(placed(roundish(p.dice, 0.07, 10).map(([s, t]) => turn(a, [s * rx, t * ry])), x + dx, y + dy, r, angle))
    let ring = ''
    for (let i = 1; i <= rings; i++) {
      const at = -1 + (2 * i) / (rings + 1)
      const w = Math.sqrt(1 - at * at) * ry * 0.96
      const [q0, q1, q2] = [[at * rx, -w], [at * rx + rx * 0.1, 0], [at * rx, w]].map(q => turn(angle, turn(a, q)).map(k => k * r))
      ring += `M${n(x + dx + q0[0])} ${n(y + dy + q0[1])}Q${n(x + dx + q1[0])} ${n(y + dy + q1[1])} ${n(x + dx + q2[0])} ${n(y + dy + q2[1])}`
    }
    out += `<path d="${d}" transform="translate(6 10)" fill="#1a0b02" opacity=".4" ${p.blur(8)}/>` +
      rounded(p, d, p.radial(0.36, 0.28, 0.9, [[0, lighter(tone[0], 0.25)], [0.45, tone[0]], [0.75, tone[1]], [1, tone[2]]]), { shade: darker(tone[2], 0.5), depth: 0.5, over: `<path d="${d}" ${p.relief(String(Math.round((frequency / r) * 1000) / 1000).replace(/^0/, ''), 2, relief, { octaves: 2 })}/>${ring && `<path d="${ring}" stroke="${darker(tone[2], 0.3)}" stroke-width="${n(r * 0.012 + 0.6)}" fill="none" opacity=".5"/>`}` })
  }
  return out
}

export const ginger = (p, x, y, r, angle = 0) => lumps(p, x, y, r,
  [[-0.62, 0.24, 0.36, 0.2, 30], [0.6, -0.26, 0.36, 0.19, -36], [0.1, -0.38, 0.19, 0.3, 12], [-0.28, -0.2, 0.2, 0.3, -24], [0.34, 0.3, 0.22, 0.3, -18], [0, 0, 0.56, 0.29, -8]],
  ['#e8c077', '#cf9a4c', '#9a6a2c'], { angle, rings: 5, relief: 0.35 })

export const gingerFace = (p, x, y, r) =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r)}" ry="${n(r * 0.8)}" fill="#b9853c"/><ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r * 0.94)}" ry="${n(r * 0.74)}" fill="${p.radial(0.4, 0.4, 0.7, [[0, '#fdf0a8'], [0.6, '#f6d768'], [1, '#e3b23c']])}"/><ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r * 0.72)}" ry="${n(r * 0.55)}" fill="none" stroke="#d9a838" stroke-width="${n(r * 0.04)}" opacity=".7"/>`

export const sanqi = (p, x, y, r, angle = 0) => lumps(p, x, y, r,
  [[-0.5, 0.3, 0.2, 0.17, 0], [0.46, 0.34, 0.19, 0.16, 0], [0.5, -0.2, 0.18, 0.16, 0], [-0.46, -0.24, 0.2, 0.17, 0], [0.05, 0.6, 0.17, 0.3, 0], [0, 0, 0.54, 0.5, 10], [-0.1, -0.42, 0.2, 0.16, 0], [0.18, -0.38, 0.15, 0.13, 0], [0.2, 0.1, 0.16, 0.13, 0]],
  ['#a59878', '#7c6e50', '#4f4530'], { angle, relief: 0.85, frequency: 9 })

export const brownSugar = (p, x, y, r, angle = 0) => {
  const top = placed([[-0.8, -0.3], [-0.1, -0.62], [0.85, -0.36], [0.2, 0.02]].map(q => [q[0] + p.dice.around(0, 0.05), q[1] + p.dice.around(0, 0.05)]), x, y, r, angle)
  const [a, b, c, e] = top
  const down = ([u, v]) => [u + p.dice.around(0, r * 0.03), v + r * 0.5]
  const [a2, c2, e2] = [down(a), down(c), down(e)]
  const poly = pts => 'M' + pts.map(q => q.map(n).join(' ')).join('L') + 'z'
  const whole = poly([a, b, c, c2, e2, a2])
  return `<path d="${whole}" transform="translate(9 12)" fill="#140600" opacity=".45" ${p.blur(9)}/><path d="${poly([a, e, e2, a2])}" fill="${p.linear(0, 0, 1, 1, [[0, '#a05a22'], [1, '#6a3410']])}"/><path d="${poly([e, c, c2, e2])}" fill="${p.linear(0, 0, 1, 1, [[0, '#6a3410'], [1, '#3f1c06']])}"/><path d="${poly(top)}" fill="${p.linear(0, 0, 1, 1, [[0, '#cf8d48'], [1, '#9a5722']])}"/>` +
    `<path d="${whole}" ${p.relief('.07', 2, 0.3, { octaves: 3 })}/><path d="M${[a, e, c].map(q => q.map(n).join(' ')).join('L')}" stroke="#f0bb7a" stroke-width="${n(r * 0.025)}" fill="none" opacity=".7" stroke-linejoin="round"/>`
}

export function maize(p, x, y, r, angle = 0, { husk = true, rows = 7 } = {}) {
  const cob = closed(placed([[-0.92, 0], [-0.8, -0.2], [-0.3, -0.27], [0.4, -0.25], [0.86, -0.13], [1, 0], [0.86, 0.13], [0.4, 0.25], [-0.3, 0.27], [-0.8, 0.2]], x, y, r, angle))
  let kernels = ''
  for (let i = 0; i < rows; i++) {
    const v = ((i + 0.5) / rows - 0.5) * 2
    for (let k = 0; k < 21; k++) {
      const u = -0.86 + k * 0.088 + (i % 2) * 0.02
      const w = 0.26 * Math.sqrt(Math.max(0, 1 - Math.pow((u - 0.02) / 1.02, 4)))
      const vy = Math.sin(v * Math.PI / 2) * w * 0.94
      const h = w * (Math.cos(v * Math.PI / 2) * 0.22 + 0.05)
      const [dx, dy] = turn(angle, [u * r, vy * r])
      kernels += `<ellipse cx="${n(x + dx)}" cy="${n(y + dy)}" rx="${n(r * 0.045)}" ry="${n(r * h)}" transform="rotate(${n(angle)} ${n(x + dx)} ${n(y + dy)})" fill="url(#${p.define('<radialGradient id="@" cx=".38" cy=".3" r=".75"><stop offset="0" stop-color="#fffef2"/><stop offset=".5" stop-color="#f6ecc4"/><stop offset="1" stop-color="#cdb274"/></radialGradient>')})"/>`
    }
  }
  let leaves = ''
  const blade = (up, length, tone) => {
    const d = closed(placed([[-1.06, 0], [-0.7, up * 0.38], [-0.1, up * 0.44], [length, up * 0.5], [0.1, up * 0.22], [-0.6, up * 0.1]], x, y, r, angle))
    return `<path d="${d}" transform="translate(5 9)" fill="#0c1a04" opacity=".35" ${p.blur(7)}/><path d="${d}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(tone, 0.45)], [0.5, tone], [1, darker(tone, 0.35)]])}"/><path d="${d}" ${p.grain('.01 .12', '#f3f8cf', 0.5, { gain: 5 })}/>`
  }
  if (husk) leaves = blade(1, 0.75, '#8fb85a') + blade(-1, 0.6, '#a6c96a')
  const stem = closed(placed([[-1.3, -0.05], [-0.9, -0.1], [-0.9, 0.1], [-1.3, 0.06]], x, y, r, angle))
  return leaves + `<path d="${stem}" fill="#b9c47a"/>` + rounded(p, cob, '#d6c084', { shade: '#4a3406' }) + kernels +
    `<path d="${cob}" fill="${p.radial(0.4, 0.25, 0.85, [[0, '#fff', 0.12], [0.55, '#4a3406', 0], [1, '#4a3406', 0.55]])}"/>` + (husk ? blade(1, 0.1, '#7fae4a') : '')
}

export function peanut(p, x, y, r, angle = 0, split = false) {
  const shell = closed(placed([[-1, 0], [-0.82, -0.38], [-0.42, -0.46], [0, -0.31], [0.42, -0.45], [0.84, -0.36], [1, 0], [0.84, 0.37], [0.42, 0.46], [0, 0.32], [-0.42, 0.46], [-0.82, 0.38]], x, y, r, angle))
  if (!split) {
    let net = ''
    for (let i = -3; i <= 3; i++) net += open(placed(ramp(7, t => [-0.88 + t * 1.76, i * 0.115 * (1 - 0.25 * Math.abs(Math.cos(t * 3.14)) * 0 - 0.3 * Math.exp(-((t - 0.5) ** 2) * 60))]), x, y, r, angle))
    return rounded(p, shell, p.radial(0.36, 0.28, 0.9, [[0, '#f2d9a4'], [0.5, '#dcb876'], [1, '#a67f42']]), { shade: '#4a2c08', over: `<path d="${shell}" ${p.relief('.09 .13', 2, 0.55, { octaves: 1 })}/>` }) + `<path d="${net}" stroke="#9a713a" stroke-width="${n(r * 0.025)}" fill="none" opacity=".45"/>`
  }
  const nut = (u) => {
    const d = closed(placed([[u - 0.33, 0], [u - 0.2, -0.24], [u + 0.12, -0.26], [u + 0.32, -0.02], [u + 0.14, 0.26], [u - 0.2, 0.24]], x, y, r, angle))
    return rounded(p, d, p.radial(0.36, 0.3, 0.85, [[0, '#d9776a'], [0.5, '#b5402f'], [1, '#7a1c14']]), { shade: '#3a0602', over: `<path d="${d}" ${p.grain('.05 .12', '#f0a898', 0.4, { gain: 5 })}/>` })
  }
  return `<path d="${shell}" fill="${p.linear(0, 0, 1, 1, [[0, '#a47c42'], [1, '#f0dcb0']])}"/><path d="${shell}" fill="none" stroke="#e6c98c" stroke-width="${n(r * 0.07)}"/>` + nut(-0.44) + nut(0.44)
}

export function walnut(p, x, y, r, angle = 0) {
  const d = closed(placed(roundish(p.dice, 0.025, 12).map(([a, b]) => [a * 0.94, b]), x, y, r, angle))
  let furrows = ''
  for (let i = 0; i < 12; i++) {
    const u = p.dice.around(0, 0.75), v = p.dice.around(0, 0.6)
    furrows += open(placed([[u, v - 0.2], [u * 0.9 + p.dice.around(0, 0.14), v], [u * 0.85 + p.dice.around(0, 0.1), v + 0.22]], x, y, r * 0.88, angle))
  }
  const seam = open(placed([[0, -1], [0.16, -0.5], [0.1, 0], [0.15, 0.5], [0, 0.99]], x, y, r, angle))
  return rounded(p, d, p.radial(0.36, 0.3, 0.85, [[0, '#ecc992'], [0.5, '#c6985a'], [1, '#8a5e2c']]), {
    shade: '#3a1e06',
    over: `<path d="${d}" ${p.relief(n3(6 / r), r * 0.03, 0.32, { octaves: 2, seed: 5 })}/><g ${p.clip(d)}><path d="${furrows}" stroke="#7a5226" stroke-width="${n(r * 0.035)}" fill="none" opacity=".5" stroke-linecap="round"/></g><path d="${seam}" stroke="#6f4820" stroke-width="${n(r * 0.055)}" fill="none" opacity=".7"/><path d="${seam}" transform="translate(${n(-r * 0.035)} 0)" stroke="#f3d9a8" stroke-width="${n(r * 0.03)}" fill="none" opacity=".7"/>`,
  })
}

export function walnutFace(p, x, y, r, angle = 0) {
  const shell = closed(placed(roundish(p.dice, 0.02, 12), x, y, r, angle))
  let lobes = ''
  for (const side of [-1, 1]) {
    for (const [u, v, a, b] of [[0.4, -0.34, 0.34, 0.34], [0.44, 0.3, 0.34, 0.36], [0.24, 0, 0.22, 0.4], [0.62, 0, 0.22, 0.32]]) {
      const d = closed(placed(roundish(p.dice, 0.12, 9).map(([s, t]) => [side * u + s * a, v + t * b]), x, y, r, angle))
      lobes += rounded(p, d, p.radial(0.36, 0.3, 0.85, [[0, '#f8e3b4'], [0.6, '#e2bb78'], [1, '#b5843f']]), { shade: '#5a3408', depth: 0.5 })
    }
  }
  return `<path d="${shell}" fill="${p.linear(0, 0, 1, 1, [[0, '#d9b27a'], [1, '#8a5e2c']])}"/><path d="${closed(placed(roundish(p.dice, 0.02, 12), x, y, r * 0.88, angle))}" fill="#6a431c"/>${lobes}`
}

const n3 = v => String(Math.round(v * 1000) / 1000).replace(/^0/, '')

/** An eight-pointed star of anise. */
export function anise(p, x, y, r, angle = 0) {
  let out = ''
  for (let i = 0; i < 8; i++) {
    const a = angle + i * 45 + p.dice.around(0, 4), k = r * p.dice.between(0.88, 1.05)
    const pod = closed(placed([[0.08, -0.06], [0.4, -0.2], [0.74, -0.17], [1, 0], [0.74, 0.17], [0.4, 0.2], [0.08, 0.06]], x, y, k, a))
    const gap = closed(placed([[0.28, -0.02], [0.5, -0.11], [0.72, -0.08], [0.92, 0], [0.72, 0.08], [0.5, 0.11], [0.28, 0.02]], x, y, k, a))
    const [sx, sy] = turn(a, [k * 0.58, 0])
    out += rounded(p, pod, p.linear(0, 0, 1, 1, [[0, '#c0703a'], [0.5, '#974c20'], [1, '#5c260c']]), { shade: '#2a0c02', depth: 0.5, over: `<path d="${pod}" ${p.relief('.08', 2, 0.6, { octaves: 2 })}/>` }) +
      (i % 4 === 3 ? '' : `<path d="${gap}" fill="#3a1606"/><ellipse cx="${n(sx + x)}" cy="${n(sy + y)}" rx="${n(k * 0.13)}" ry="${n(k * 0.075)}" transform="rotate(${n(a)} ${n(sx + x)} ${n(sy + y)})" fill="${p.radial(0.35, 0.3, 0.8, [[0, '#e9a468'], [0.4, '#a85826'], [1, '#5a240c']])}"/><path d="${gap}" fill="none" stroke="#d08a52" stroke-width="${n(k * 0.025)}" opacity=".7"/>`)
  }
  return out + `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r * 0.11)}" fill="#6a2e10"/>`
}

/** A quill of cassia bark. */
export function cassia(p, x, y, r, angle = 0) {
  const d = closed(placed([[-1, -0.12], [-0.5, -0.14], [0.4, -0.13], [1, -0.12], [1.02, 0.1], [0.4, 0.14], [-0.5, 0.13], [-1, 0.12]], x, y, r, angle), 0.6)
  const lip = closed(placed([[-1, 0.02], [0, 0.0], [1, 0.03], [1.01, 0.12], [0, 0.15], [-1, 0.12]], x, y, r, angle), 0.5)
  const [ex, ey] = turn(angle, [r, -r * 0.005])
  return `<path d="${d}" transform="translate(6 11)" fill="#140600" opacity=".45" ${p.blur(8)}/>` +
    rounded(p, d, p.linear(0, 0, 0.15, 1, [[0, '#c98a54'], [0.4, '#a4622f'], [1, '#5f3010']]), { shade: '#2a0e02', depth: 0.4, over: `<path d="${d}" ${p.grain('.008 .14', '#4a2006', 0.6, { gain: 5, octaves: 3 })}/>` }) +
    `<path d="${lip}" fill="${p.linear(0, 0, 0, 1, [[0, '#7c4018'], [1, '#b87440']])}" opacity=".75"/>` +
    `<g transform="translate(${n(x + ex)} ${n(y + ey)}) rotate(${n(angle)})"><ellipse rx="${n(r * 0.035)}" ry="${n(r * 0.12)}" fill="#8a4c20"/><path d="M0 ${n(-r * 0.1)}q${n(r * 0.04)} ${n(r * 0.1)} 0 ${n(r * 0.17)}q${n(-r * 0.03)} ${n(-r * 0.06)} 0 ${n(-r * 0.11)}" fill="none" stroke="#e3b47c" stroke-width="${n(r * 0.02)}"/></g>`
}

/** A cap of a mushroom seen from above, cracked like a flower when it is of the best kind. */
export function shiitake(p, x, y, r, angle = 0, underside = false) {
  const d = closed(placed(roundish(p.dice, 0.05, 11).map(([a, b]) => [a, b * 0.9]), x, y, r, angle))
  if (underside) {
    let gills = ''
    for (let i = 0; i < 70; i++) {
      const [u, v] = turn(i * 5.14, [r * 0.2, 0]), [s, t] = turn(i * 5.14, [r * 0.88, 0])
      gills += `M${n(x + u)} ${n(y + v * 0.9)}L${n(x + s)} ${n(y + t * 0.9)}`
    }
    return `<path d="${d}" transform="translate(7 11)" fill="#140600" opacity=".45" ${p.blur(9)}/><path d="${d}" fill="#8a6238"/><ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r * 0.9)}" ry="${n(r * 0.8)}" fill="${p.radial(0.5, 0.5, 0.5, [[0, '#c9a469'], [1, '#efd9a8']])}"/><path d="${gills}" stroke="#a88348" stroke-width="${n(r * 0.014)}" opacity=".7"/>` +
      rounded(p, closed(placed(roundish(p.dice, 0.05, 8), x + r * 0.04, y + r * 0.06, r * 0.24)), p.radial(0.35, 0.3, 0.85, [[0, '#f5e2b8'], [1, '#b48c52']]), { shade: '#4a2c08' })
  }
  let cracks = ''
  for (let i = 0; i < 26; i++) {
    const a = p.dice.between(0, 360), k = p.dice.between(0.1, 0.8)
    const [u, v] = turn(a, [r * k, 0])
    cracks += open([0, 1, 2].map(j => [x + u + p.dice.around(0, r * 0.09) + j * r * 0.06, y + (v + p.dice.around(0, r * 0.1) + j * r * 0.03) * 0.9]))
  }
  return `<path d="${d}" transform="translate(7 11)" fill="#140600" opacity=".45" ${p.blur(9)}/>` +
    rounded(p, d, p.radial(0.4, 0.34, 0.8, [[0, '#8a5a34'], [0.55, '#6a3e20'], [1, '#4a2812']]), { shade: '#1a0802', bounceOpacity: 0.5, over: `<g ${p.clip(d)}><path d="${cracks}" stroke="#ecd6ac" stroke-width="${n(r * 0.055)}" stroke-linecap="round" fill="none" opacity=".85"/><path d="${cracks}" transform="translate(1.5 2)" stroke="#3a1e0a" stroke-width="${n(r * 0.02)}" fill="none" opacity=".6"/></g><path d="${d}" ${p.relief('.06', 2, 0.5)}/>` })
}

export function woodEar(p, x, y, r, angle = 0) {
  const outline = Array.from({ length: 14 }, (_, i) => {
    const a = (i / 14) * Math.PI * 2, k = 0.72 + p.dice.between(0, 0.34) * (i % 2 ? 1 : 0.5)
    return [Math.cos(a) * k, Math.sin(a) * k * 0.82]
  })
  const d = closed(placed(outline, x, y, r, angle))
  const fold = () => {
    const a = p.dice.between(0, 360), [u, v] = turn(a, [r * 0.12, 0]), [s, t] = turn(a + p.dice.around(0, 30), [r * 0.72, 0])
    return `M${n(x + u)} ${n(y + v)}Q${n(x + (u + s) / 2 + p.dice.around(0, r * 0.16))} ${n(y + (v + t) * 0.45 + p.dice.around(0, r * 0.16))} ${n(x + s)} ${n(y + t * 0.8)}`
  }
  const folds = Array.from({ length: 4 }, fold).join('')
  return `<path d="${d}" transform="translate(6 10)" fill="#080302" opacity=".5" ${p.blur(8)}/>` +
    rounded(p, d, p.radial(0.36, 0.3, 0.85, [[0, '#6b5448'], [0.45, '#3f2d27'], [1, '#1d1311']]), { shade: '#080302', bounce: '#b89078', bounceOpacity: 0.55 }) +
    `<path d="${folds}" stroke="#120a08" stroke-width="${n(r * 0.12)}" fill="none" opacity=".5" ${p.blur(2)}/><path d="${folds}" transform="translate(${n(-r * 0.03)} ${n(-r * 0.04)})" stroke="#a98c7c" stroke-width="${n(r * 0.04)}" fill="none" opacity=".4" ${p.blur(2)}/>` + shine(p, x - r * 0.25, y - r * 0.3, r * 0.07, { opacity: 0.45 })
}

export function lingzhi(p, x, y, r, angle = 0) {
  const stalk = closed(placed([[0.06, 0.1], [0.2, 0.6], [0.12, 1.05], [0.32, 1.15], [0.44, 0.9], [0.42, 0.5], [0.3, 0.1]], x, y, r, angle))
  const cap = closed(placed([[-1, 0.1], [-0.9, -0.36], [-0.4, -0.62], [0.2, -0.62], [0.78, -0.42], [1, 0.02], [0.84, 0.32], [0.4, 0.28], [0.18, 0.12], [-0.1, 0.34], [-0.66, 0.4]], x, y, r, angle))
  let rings = ''
  for (let i = 1; i <= 6; i++) {
    rings += `<path d="${closed(placed([[-1, 0.1], [-0.9, -0.36], [-0.4, -0.62], [0.2, -0.62], [0.78, -0.42], [1, 0.02], [0.84, 0.32], [0.4, 0.28], [0.18, 0.12], [-0.1, 0.34], [-0.66, 0.4]].map(([a, b]) => [0.14 + (a - 0.14) * (1 - i * 0.14), 0.14 + (b - 0.14) * (1 - i * 0.14)]), x, y, r, angle))}" fill="none" stroke="${i % 2 ? '#5a1208' : '#e98a4a'}" stroke-width="${n(r * 0.02)}" opacity=".5"/>`
  }
  return `<path d="${cap}" transform="translate(10 16)" fill="#140400" opacity=".45" ${p.blur(12)}/>` +
    rounded(p, stalk, p.linear(0, 0, 1, 0, [[0, '#b5543a'], [0.4, '#7a2416'], [1, '#3a0a06']]), { shade: '#1a0402' }) + shine(p, x + r * 0.2, y + r * 0.7, r * 0.03, { angle: 80, opacity: 0.6 }) +
    rounded(p, cap, p.radial(0.55, 0.62, 0.75, [[0, '#6a160e'], [0.45, '#a5321a'], [0.75, '#cf6a2c'], [0.92, '#f0b45a'], [1, '#f7dfa0']]), { shade: '#2a0602', depth: 0.45, over: rings }) +
    shine(p, x - r * 0.45, y - r * 0.22, r * 0.08, { angle: -30, opacity: 0.75 }) + shine(p, x + r * 0.4, y - r * 0.3, r * 0.05, { angle: 16, opacity: 0.5 })
}

export function lingzhiSlice(p, x, y, r, angle = 0) {
  const d = closed(placed([[-1, 0.05], [-0.6, -0.2], [0, -0.28], [0.6, -0.22], [1, 0], [0.8, 0.14], [0.2, 0.08], [-0.4, 0.16], [-0.8, 0.2]], x, y, r, angle))
  return `<path d="${d}" transform="translate(5 8)" fill="#140400" opacity=".4" ${p.blur(6)}/><path d="${d}" fill="${p.linear(0, 0, 0.3, 1, [[0, '#8a2c16'], [0.2, '#c98a52'], [0.6, '#b0733c'], [1, '#d9b078']])}"/><path d="${d}" ${p.grain('.03 .12', '#5a2c10', 0.5, { gain: 5 })}/>`
}

/** A bamboo shoot in its husks. */
export function shoot(p, x, y, r, angle = 0, peeled = false) {
  const tone = peeled ? ['#fbf2cf', '#ecdca0', '#c4ad66'] : ['#c7a468', '#8f6a38', '#553a1a']
  const body = closed(placed([[0, -1.1], [0.2, -0.72], [0.36, -0.2], [0.46, 0.4], [0.46, 0.86], [0, 1], [-0.46, 0.86], [-0.46, 0.4], [-0.36, -0.2], [-0.2, -0.72]], x, y, r, angle))
  let husks = ''
  for (let i = 0; i < (peeled ? 8 : 7); i++) {
    const v = 0.9 - i * (peeled ? 0.2 : 0.24), w = 0.47 * Math.max(0.16, 1 - i * 0.125), side = i % 2 ? 1 : -1
    if (peeled) {
      husks += `<path d="${open(placed([[-w, v], [0, v + 0.1], [w, v]], x, y, r, angle))}" stroke="#b89c50" stroke-width="${n(r * 0.025)}" fill="none" opacity=".7"/><path d="${open(placed([[-w, v - 0.03], [0, v + 0.07], [w, v - 0.03]], x, y, r, angle))}" stroke="#fffbe2" stroke-width="${n(r * 0.02)}" fill="none" opacity=".8"/>`
      continue
    }
    const d = closed(placed([[-w * side * 1.02, v], [-w * side * 0.85, v - 0.3], [side * w * 0.25, v - 0.62], [side * w * 0.75, v - 0.34], [w * side * 1.02, v + 0.02], [0, v + 0.12]], x, y, r, angle))
    husks += rounded(p, d, p.linear(0, 0, 1, 1, [[0, lighter(mix(tone[0], '#9aa05a', 0.25), 0.15)], [0.5, tone[1]], [1, tone[2]]]), { shade: '#20120a', depth: 0.4, over: `<path d="${d}" ${p.grain('.09 .02', '#3a2410', 0.5, { gain: 5, seed: i })}/>` })
  }
  return rounded(p, body, p.linear(0, 0, 1, 0.2, [[0, lighter(tone[0], 0.2)], [0.5, tone[1]], [1, tone[2]]]), { shade: '#2a1606' }) + husks
}

/** A strip of something dried: shoots, mango, jerky. */
export function strip(p, x, y, r, angle = 0, tone = ['#f0c878', '#d29a48', '#94601f'], { width = 0.15, wave = 0.12, gloss = 0.4 } = {}) {
  const spine = ramp(7, t => [-1 + t * 2, wave * Math.sin(t * 5 + p.dice.next()) ])
  const widths = ramp(7, t => width * Math.min(1, 0.5 + t * 4, 0.45 + (1 - t) * 4) * p.dice.between(0.85, 1.12))
  const d = closed(placed(tube(spine, widths), x, y, r, angle))
  const line = shift => open(placed(spine.slice(1, 6).map(([a, b]) => [a, b + shift * width]), x, y, r, angle))
  return `<path d="${d}" transform="translate(5 8)" fill="#140600" opacity=".42" ${p.blur(6)}/>` +
    rounded(p, d, p.linear(0, 0, 0.25, 1, [[0, lighter(tone[0], 0.25)], [0.45, tone[1]], [1, tone[2]]]), { shade: darker(tone[2], 0.6), depth: 0.4, over: `<path d="${d}" ${p.grain('.02 .1', darker(tone[2], 0.3), 0.4, { gain: 4, octaves: 2 })}/>` }) +
    `<path d="${line(-0.4)}" stroke="#fff6dc" stroke-width="${n(r * width * 0.2)}" stroke-linecap="round" fill="none" opacity="${gloss}"/><path d="${line(0.25)}" stroke="${darker(tone[2], 0.4)}" stroke-width="${n(r * width * 0.12)}" fill="none" opacity=".4"/>`
}

/** A dried slice with its skin round it. */
export function ring(p, x, y, r, angle = 0, { skin = '#a5262a', flesh = ['#f3d7ae', '#e0b47c'], seeds = true } = {}) {
  const d = closed(placed(roundish(p.dice, 0.07, 11).map(([a, b]) => [a, b * 0.92]), x, y, r, angle))
  const inner = closed(placed(roundish(p.dice, 0.06, 11).map(([a, b]) => [a, b * 0.92]), x, y, r * 0.86, angle))
  let pips = ''
  if (seeds) {
    for (let i = 0; i < 5; i++) {
      const [u, v] = turn(i * 72 + angle, [r * 0.26, 0])
      pips += `<ellipse cx="${n(x + u)}" cy="${n(y + v)}" rx="${n(r * 0.15)}" ry="${n(r * 0.08)}" transform="rotate(${n(i * 72 + angle)} ${n(x + u)} ${n(y + v)})" fill="#8a5a32"/>`
    }
  }
  return `<path d="${d}" transform="translate(5 8)" fill="#140600" opacity=".42" ${p.blur(6)}/><path d="${d}" fill="${p.linear(0, 0, 1, 1, [[0, lighter(skin, 0.2)], [1, darker(skin, 0.35)]])}"/><path d="${inner}" fill="${p.radial(0.42, 0.4, 0.7, [[0, lighter(flesh[0], 0.3)], [0.6, flesh[0]], [1, flesh[1]]])}"/><path d="${inner}" ${p.relief('.05', 2, 0.4)}/>${pips}`
}

/** A cut length of sugar cane. */
export function cane(p, x, y, length, radius, angle = 0) {
  const joints = Math.max(2, Math.round(length / (radius * 3.4)))
  let out = `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})">` +
    `<rect x="${n(-length / 2)}" y="${n(-radius + 12)}" width="${n(length)}" height="${n(radius * 2)}" fill="#0c0408" opacity=".45" ${p.blur(10)}/>` +
    `<rect x="${n(-length / 2)}" y="${n(-radius)}" width="${n(length)}" height="${n(radius * 2)}" rx="${n(radius * 0.2)}" fill="${p.linear(0, 0, 0, 1, [[0, '#5c3550'], [0.22, '#8c5c74'], [0.45, '#4a2238'], [1, '#1c0816']])}"/>` +
    `<rect x="${n(-length / 2)}" y="${n(-radius)}" width="${n(length)}" height="${n(radius * 2)}" ${p.grain('.02 .1', '#d9b9c4', 0.4, { low: 0.55, gain: 6 })}/>`
  for (let i = 1; i < joints; i++) {
    const at = -length / 2 + (i * length) / joints
    out += `<rect x="${n(at - radius * 0.22)}" y="${n(-radius * 1.06)}" width="${n(radius * 0.44)}" height="${n(radius * 2.12)}" rx="${n(radius * 0.2)}" fill="${p.linear(0, 0, 0, 1, [[0, '#8a6a5a'], [0.3, '#cdb08a'], [0.6, '#7a5444'], [1, '#2a1210']])}"/><rect x="${n(at + radius * 0.22)}" y="${n(-radius)}" width="${n(radius * 0.12)}" height="${n(radius * 2)}" fill="#e8dccb" opacity=".55"/>`
  }
  return out + `</g>`
}

export const caneFace = (p, x, y, r) =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="#3a1a2c"/><circle cx="${n(x)}" cy="${n(y)}" r="${n(r * 0.88)}" fill="${p.radial(0.4, 0.36, 0.75, [[0, '#fffdea'], [0.6, '#f4efc2'], [1, '#d8cb86']])}"/><circle cx="${n(x)}" cy="${n(y)}" r="${n(r * 0.88)}" ${p.grain('.18', '#b9a45a', 0.6, { low: 0.58, gain: 9, octaves: 1 })}/>`

/** A yam, straight and long. */
export function yam(p, x, y, r, angle = 0) {
  const spine = ramp(9, t => [-1 + t * 2, 0.03 * Math.sin(t * 7 + p.dice.next())])
  const d = closed(placed(tube(spine, ramp(9, t => 0.085 * Math.min(1, 0.55 + t * 2, 0.3 + (1 - t) * 6) * p.dice.between(0.92, 1.08))), x, y, r, angle))
  let hairs = ''
  for (let i = 0; i < 46; i++) {
    const t = p.dice.around(0, 0.95), side = p.dice.one([-1, 1])
    const [u, v] = turn(angle, [t * r, side * r * p.dice.between(0.02, 0.085)]), [s, w] = turn(angle + p.dice.around(0, 25), [0, side * r * 0.05])
    hairs += `M${n(x + u)} ${n(y + v)}l${n(s)} ${n(w)}`
  }
  return `<path d="${d}" transform="translate(6 12)" fill="#140600" opacity=".45" ${p.blur(9)}/>` +
    rounded(p, d, p.linear(0, 0, 0.1, 1, [[0, '#dcc196'], [0.45, '#b08d58'], [1, '#6f5028']]), { shade: '#2a1604', depth: 0.4, over: `<path d="${d}" ${p.relief('.04 .09', 2, 0.6)}/>` }) + `<path d="${hairs}" stroke="#6a4c24" stroke-width="1.6" opacity=".7"/>`
}

export const yamFace = (p, x, y, r, tilt = 0.8) =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r)}" ry="${n(r * tilt)}" fill="#a4824e"/><ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r * 0.92)}" ry="${n(r * tilt * 0.92)}" fill="${p.radial(0.4, 0.36, 0.75, [[0, '#ffffff'], [0.7, '#f8f4ea'], [1, '#ddd3bd']])}"/><ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(r * 0.92)}" ry="${n(r * tilt * 0.92)}" ${p.grain('.12', '#c9bfa6', 0.5, { low: 0.6, gain: 9, octaves: 1 })}/>` + shine(p, x - r * 0.3, y - r * 0.3, r * 0.12, { opacity: 0.7 })
