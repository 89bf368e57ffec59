// The counties: karst, terraces, orchards, rivers. Heights are shares of the picture, so that a scene fits a square and a wide cover.
import { closed, darker, lighter, mix, n, open, placed, roundish } from './kit.mjs'

const skies = {
  morning: ['#7fb5d6', '#cfe3e0', '#fdf0cf'], noon: ['#4f9ad0', '#a8d2e6', '#eaf4ec'], misty: ['#a9c4c6', '#d6e2da', '#f3efdf'],
  gold: ['#6f9fc0', '#f2d9a8', '#fbe3a8'], dusk: ['#2f3a6a', '#8a5f86', '#f0a06a'], winter: ['#8fb4cc', '#d3e0e2', '#f4ead6'],
}

export class Land {
  constructor(p, sky, horizon = 0.46) {
    this.p = p
    this.w = p.width
    this.h = p.height
    this.unit = Math.min(p.height, p.width * 0.62) / 1000
    this.horizon = horizon * p.height
    this.sky = skies[sky]
    this.dark = sky === 'dusk'
    const [top, middle, low] = this.sky
    p.draw(`<rect width="${this.w}" height="${this.h}" fill="${p.linear(0, 0, 0, 1, [[0, top], [horizon * 0.6, middle], [horizon * 1.05, low], [1, low]])}"/>`)
  }

  y(share) {
    return share * this.h
  }

  sun(x = 0.7, y = 0.24, tone = '#fff6d8') {
    const [cx, cy, r] = [x * this.w, this.y(y), 60 * this.unit]
    this.p.draw(`<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(r * 6)}" fill="${this.p.radial(0.5, 0.5, 0.5, [[0, tone, 0.75], [0.3, tone, 0.28], [1, tone, 0]])}"/><circle cx="${n(cx)}" cy="${n(cy)}" r="${n(r)}" fill="${lighter(tone, 0.5)}" opacity=".95"/>`)
    return this
  }

  clouds(count = 5) {
    const { p } = this
    let all = ''
    for (let i = 0; i < count; i++) {
      const [x, y, s] = [p.dice.between(0, this.w), p.dice.between(0.04, 0.26) * this.h, p.dice.between(70, 150) * this.unit]
      for (let k = 0; k < 6; k++) all += `<ellipse cx="${n(x + p.dice.around(0, s * 1.7))}" cy="${n(y + p.dice.around(0, s * 0.16))}" rx="${n(s * p.dice.between(0.6, 1.1))}" ry="${n(s * p.dice.between(0.16, 0.3))}" fill="#fffdf6" opacity=".5"/>`
    }
    p.draw(`<g ${p.blur(Math.round(12 * this.unit) + 3)}>${all}</g>`)
    return this
  }

  /** A chain of limestone towers, hazier the farther (0 near … 1 far). */
  karst(base, height, far, { tone = '#3f6a4a', count = 7, steep = 1 } = {}) {
    const { p } = this
    const peaks = Array.from({ length: count }, (_, i) => ({ c: ((i + 0.5) / count + p.dice.around(0, 0.5 / count)) * this.w, w: p.dice.between(0.7, 1.25) * this.w / count / steep, k: p.dice.between(0.5, 1) }))
    const top = x => Math.max(...peaks.map(({ c, w, k }) => k * Math.pow(Math.max(0, 1 - Math.pow(Math.abs(x - c) / w, 2.3)), 0.72)), 0.06)
    const steps = Math.round(this.w / (9 * this.unit))
    const crest = Array.from({ length: steps + 1 }, (_, i) => {
      const x = (i / steps) * this.w
      return [x, this.y(base) - this.y(height) * top(x) + p.dice.around(0, 3.4 * this.unit * (1 - far * 0.6))]
    })
    return this.ridge(crest, base, far, tone, true)
  }

  /** Rounded hills. */
  hills(base, height, far, { tone = '#5a8a44', waves = 2.2, phase = p => p.dice.between(0, 6) } = {}) {
    const a = phase(this.p), b = phase(this.p)
    const crest = Array.from({ length: 61 }, (_, i) => {
      const t = i / 60
      return [t * this.w, this.y(base) - this.y(height) * (0.5 + 0.34 * Math.sin(t * waves * 6.28 * 0.5 + a) + 0.16 * Math.sin(t * waves * 6.28 * 1.3 + b))]
    })
    return this.ridge(crest, base, far, tone, false)
  }

  ridge(crest, base, far, tone, rough) {
    const { p } = this
    const haze = mix(this.sky[1], this.sky[2], 0.5)
    const colour = mix(tone, haze, far * 0.82)
    const d = 'M' + crest.map(q => q.map(n).join(' ')).join('L') + `L${n(this.w)} ${n(this.h)}L0 ${n(this.h)}z`
    const top = Math.min(...crest.map(q => q[1]))
    p.draw(`<path d="${d}" fill="${p.linearAt(0, top, 0, this.y(base) + 20, [[0, lighter(colour, 0.08)], [0.55, colour], [1, mix(colour, haze, 0.35 + far * 0.4)]])}"/>`)
    if (far < 0.75) {
      p.draw(`<path d="${d}" ${p.relief(rough ? n3(0.011 / this.unit) + ' ' + n3(0.006 / this.unit) : n3(0.012 / this.unit), 14 * this.unit, 0.42 * (1 - far), { octaves: 4, seed: Math.round(far * 10) + 2 })}/>`)
      if (rough) p.draw(`<path d="${d}" ${p.grain(n3(0.03 / this.unit) + ' ' + n3(0.012 / this.unit), '#e9e2cf', 0.34 * (1 - far), { low: 0.62, gain: 7, octaves: 3 })}/>`)
    }
    return this
  }

  mist(y, height, opacity = 0.6) {
    const { p } = this
    let all = ''
    for (let i = 0; i < 9; i++) all += `<ellipse cx="${n(p.dice.between(0, this.w))}" cy="${n(this.y(y) + p.dice.around(0, this.y(height) * 0.4))}" rx="${n(this.w * p.dice.between(0.16, 0.34))}" ry="${n(this.y(height) * p.dice.between(0.25, 0.55))}" fill="#fdfaf0" opacity="${n(opacity * p.dice.between(0.5, 1))}"/>`
    p.draw(`<g ${p.blur(Math.round(this.y(height) * 0.2) + 6)}>${all}</g>`)
    return this
  }

  /** The near ground from y down. */
  ground(y, near, far, { rise = 0.02, relief = 0.24 } = {}) {
    const { p } = this
    const d = open([[0, this.y(y) + this.y(rise)], [this.w * 0.3, this.y(y)], [this.w * 0.7, this.y(y) + this.y(rise) * 0.4], [this.w, this.y(y) - this.y(rise) * 0.3]]) + `L${n(this.w)} ${n(this.h)}L0 ${n(this.h)}z`
    p.draw(`<path d="${d}" fill="${p.linearAt(0, this.y(y), 0, this.h, [[0, far], [1, near]])}"/><path d="${d}" ${p.relief(n3(0.035 / this.unit) + ' ' + n3(0.1 / this.unit), 3, relief, { octaves: 3 })}/>`)
    return this
  }

  /** Rows running away from us, e.g. of earth, beds, vines. */
  rows(y, count, draw, { vanish = [0.5, -0.12] } = {}) {
    const [vx, vy] = [vanish[0] * this.w, this.y(y) + vanish[1] * this.h]
    for (let i = 0; i <= count; i++) {
      const x = (i / count * 2.4 - 0.7) * this.w
      const at = share => [vx + (x - vx) * share, vy + (this.h * 1.02 - vy) * share]
      const start = (this.y(y) - vy) / (this.h * 1.02 - vy)
      draw(at, start, i)
    }
    return this
  }

  furrows(y, tone, count = 26, options) {
    let lit = '', dim = ''
    this.rows(y, count, (at, start) => {
      const [a, b] = [at(start), at(1)]
      dim += `M${n(a[0])} ${n(a[1])}L${n(b[0])} ${n(b[1])}`
      lit += `M${n(a[0])} ${n(a[1])}L${n(b[0] - this.w / count * 0.4)} ${n(b[1])}`
    }, options)
    this.p.draw(`<path d="${dim}" stroke="${darker(tone, 0.5)}" stroke-width="${n(12 * this.unit)}" opacity=".5" fill="none" ${this.p.blur(3)}/><path d="${lit}" stroke="${lighter(tone, 0.35)}" stroke-width="${n(7 * this.unit)}" opacity=".5" fill="none"/>`)
    return this
  }

  /** Stands something along rows, smaller the farther; far ones first. */
  planted(y, put, { rows = 9, each = 9, first = 0.03, size = 120, jitter = 0.25, vanish } = {}) {
    const all = []
    this.rows(y, rows, (at, start, i) => {
      for (let k = 0; k < each; k++) {
        const share = start + (1 - start) * Math.pow((k + first * each + (i % 2) * 0.4) / each, 1.7)
        if (share > 1) continue
        const [px, py] = at(share)
        all.push([px + this.p.dice.around(0, jitter * size * share * this.unit), py, size * share * this.unit])
      }
    }, { vanish })
    all.sort((a, b) => a[1] - b[1])
    this.p.draw(all.filter(([x, , s]) => x > -s && x < this.w + s).map(([x, yy, s]) => put(x, yy, s)).join(''))
    return this
  }

  river(path, width, tone = '#8fb9c4') {
    const { p } = this
    const points = path.map(([x, y]) => [x * this.w, this.y(y)])
    const left = points.map(([x, y], i) => [x - width[i] * this.w / 2, y]), right = points.map(([x, y], i) => [x + width[i] * this.w / 2, y]).reverse()
    const d = open(left) + open(right).replace('M', 'L') + 'z'
    const top = Math.min(...points.map(q => q[1]))
    p.draw(`<path d="${d}" fill="${p.linearAt(0, top, 0, this.h, [[0, lighter(mix(tone, this.sky[2], 0.5), 0.2)], [0.5, tone], [1, darker(tone, 0.35)]])}"/><path d="${d}" ${p.grain(n3(0.006 / this.unit) + ' ' + n3(0.07 / this.unit), '#ffffff', 0.5, { low: 0.55, gain: 6, octaves: 3 })}/><path d="${d}" ${p.grain(n3(0.005 / this.unit) + ' ' + n3(0.05 / this.unit), '#1f4a4a', 0.4, { low: 0.55, gain: 6, seed: 8 })}/>`)
    return this
  }

  /** Steps in a hillside: bands, each with a lit edge. */
  terraces(y, until, tones, { count = 9, wave = 0.035, tilt = 0.05, edge = '#b5854a', water = false } = {}) {
    const { p } = this
    for (let i = 0; i < count; i++) {
      const t = i / count
      const at = y + (until - y) * Math.pow(t, 1.25)
      const swing = wave * (0.35 + t)
      const line = Array.from({ length: 9 }, (_, k) => [k / 8 * this.w, this.y(at + swing * Math.sin(k * 0.9 + i * 0.7) + tilt * (k / 8 - 0.5) * (i % 2 ? 1 : 0.6))])
      const d = open(line) + `L${n(this.w)} ${n(this.h)}L0 ${n(this.h)}z`
      const tone = tones[i % tones.length]
      const depth = this.y((until - y) / count * (0.8 + t))
      p.draw(`<path d="${d}" fill="${p.linearAt(0, this.y(at), 0, this.y(at) + depth * 1.3, [[0, lighter(tone, 0.28)], [0.55, tone], [1, darker(tone, 0.4)]])}"/>`)
      if (water) p.draw(`<path d="${open(line)}" transform="translate(0 ${n(depth * 0.35)})" stroke="${lighter(this.sky[2], 0.3)}" stroke-width="${n(depth * 0.5)}" fill="none" opacity=".75"/>`)
      p.draw(`<path d="${open(line)}" stroke="${edge}" stroke-width="${n((3 + t * 8) * this.unit)}" fill="none" opacity=".8"/>`)
      this.onTerrace?.(line, t, depth)
    }
    return this
  }

  light(tone = '#fff0c0') {
    const { p } = this
    p.draw(`<rect width="${this.w}" height="${this.h}" fill="${p.radial(0.72, 0.1, 0.9, [[0, tone, 0.26], [0.55, tone, 0], [1, '#1c1204', this.dark ? 0.3 : 0.16]])}"/>`)
    return this
  }
}

const n3 = v => String(Math.round(v * 10000) / 10000).replace(/^0/, '')

/** A tree in size 100 standing at the origin: crown of leaf clumps, fruit if any. */
export function tree(p, { tone = '#3f7a34', trunk = '#6a4a2c', fruit, crown = 1, fruits = 16, height = 1, size = 4.4 } = {}) {
  let out = `<ellipse cx="16" cy="2" rx="60" ry="12" fill="#140a02" opacity=".4" ${p.blur(6)}/><path d="M-7 2Q-4 ${-40 * height} -9 ${-62 * height}L9 ${-62 * height}Q5 ${-36 * height} 8 2z" fill="${p.linear(0, 0, 1, 0, [[0, lighter(trunk, 0.3)], [1, darker(trunk, 0.4)]])}"/>`
  const clumps = Array.from({ length: 15 }, (_, i) => {
    const a = i * 2.4, k = Math.sqrt(i / 15)
    return [Math.cos(a) * k * 48 * crown, -92 * height + Math.sin(a) * k * 36 * crown, p.dice.between(22, 31) * crown]
  }).sort((a, b) => b[1] + b[2] * 0.3 - (a[1] + a[2] * 0.3)).reverse()
  clumps.forEach(([x, y, r], i) => {
    const t = mix(darker(tone, 0.42), lighter(tone, 0.3), Math.min(1, Math.max(0, 0.5 - x / 150 - (y + 92 * height) / 100 + p.dice.around(0, 0.14))))
    out += `<path d="${closed(placed(roundish(p.dice, 0.14, 10), x, y, r))}" fill="${t}"/><path d="${closed(placed(roundish(p.dice, 0.16, 9), x - r * 0.2, y - r * 0.26, r * 0.6))}" fill="${lighter(t, 0.24)}" opacity=".55"/>`
  })
  for (let i = 0; i < 46; i++) {
    const a = p.dice.between(0, 6.28), k = Math.sqrt(p.dice.next())
    const [x, y] = [Math.cos(a) * k * 66 * crown, -92 * height + Math.sin(a) * k * 52 * crown]
    out += `<path d="M${n(x)} ${n(y)}q5-4 11 ${n(p.dice.around(0, 4))}q-6 4-11 ${n(p.dice.between(-2, 3))}z" fill="${p.dice.one([lighter(tone, 0.45), darker(tone, 0.4), lighter(tone, 0.2)])}" opacity=".75"/>`
  }
  if (fruit) {
    for (let i = 0; i < fruits; i++) {
      const a = i * 2.4, k = Math.sqrt((i + 0.5) / fruits) * 0.94
      const [x, y, r] = [Math.cos(a) * k * 58 * crown, -86 * height + Math.sin(a) * k * 46 * crown, p.dice.between(size * 0.85, size * 1.15)]
      out += `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${darker(fruit, 0.35)}"/><circle cx="${n(x - r * 0.15)}" cy="${n(y - r * 0.2)}" r="${n(r * 0.82)}" fill="${fruit}"/><circle cx="${n(x - r * 0.35)}" cy="${n(y - r * 0.4)}" r="${n(r * 0.26)}" fill="#fffbe0" opacity=".9"/>`
    }
  }
  return out
}

/** A tall straight tree of the mountain forest. */
export function spire(p, tone = '#2f5f3c') {
  let out = `<rect x="-3" y="-60" width="6" height="62" fill="#4a3420"/>`
  for (let i = 0; i < 7; i++) {
    const y = -30 - i * 22, w = 40 - i * 4.6
    out += `<path d="${closed(placed([[-1, 0.25], [-0.5, -0.1], [0, -0.95], [0.5, -0.1], [1, 0.25], [0.4, 0.4], [-0.4, 0.4]].map(([a, b]) => [a + p.dice.around(0, 0.08), b]), 0, y, w))}" fill="${p.linear(0, 0, 1, 0.4, [[0, lighter(tone, 0.3 - i * 0.01)], [0.5, tone], [1, darker(tone, 0.45)]])}"/>`
  }
  return out
}

/** A clump of bamboo. */
export function bambooClump(p, tone = '#6f9a4a') {
  let out = ''
  for (let i = 0; i < 13; i++) {
    const lean = p.dice.around(0, 46), h = p.dice.between(180, 270), x = p.dice.around(0, 26)
    const d = open([[x, 0], [x + lean * 0.2, -h * 0.4], [x + lean * 0.6, -h * 0.75], [x + lean * 1.5, -h]])
    const t = p.dice.one([tone, lighter(tone, 0.2), darker(tone, 0.25)])
    out += `<path d="${d}" stroke="${t}" stroke-width="${n(p.dice.between(3, 5))}" fill="none"/><path d="${d}" stroke="${lighter(t, 0.5)}" stroke-width="1" fill="none" opacity=".7"/>`
    for (let k = 0; k < 17; k++) {
      const s = p.dice.between(0.42, 1), [u, w] = [x + lean * s * s * 1.5, -h * s]
      out += `<path d="M${n(u)} ${n(w)}q${n(p.dice.around(0, 14))} ${n(p.dice.between(-2, 8))} ${n(p.dice.around(0, 26))} ${n(p.dice.between(6, 20))}q${n(p.dice.around(0, 5))} -8 ${n(p.dice.around(0, 6))} -14z" fill="${p.dice.one([lighter(tone, 0.3), tone, darker(tone, 0.35), lighter(tone, 0.1)])}" opacity=".9"/>`
    }
  }
  return out
}

/** A banana plant. */
export function bananaPlant(p, tone = '#5f9a3c') {
  let out = `<ellipse cx="10" cy="2" rx="40" ry="9" fill="#140a02" opacity=".4" ${p.blur(5)}/><path d="M-8 2Q-3 -50 -5 -104L7 -104Q6 -50 11 2z" fill="${p.linear(0, 0, 1, 0, [[0, '#b5b06a'], [1, '#5f6a34']])}"/>`
  for (let i = 0; i < 9; i++) {
    const side = i % 2 ? 1 : -1, a = (0.16 + 0.17 * i) * 0.8, l = p.dice.between(74, 102), y = -104 + p.dice.around(0, 4)
    const [ex, ey] = [side * l * Math.sin(a + 0.35), y - l * Math.cos(a + 0.25) * 0.9 + a * a * 44]
    const [mx, my] = [side * l * 0.42 * Math.sin(a), y - l * 0.72 * Math.cos(a * 0.6)]
    const t = mix(tone, p.dice.one(['#a8c85a', '#3a6a28']), p.dice.between(0.1, 0.4))
    const wd = 15
    out += `<path d="M0 ${n(y)}Q${n(mx - side * 4)} ${n(my - wd)} ${n(ex)} ${n(ey)}Q${n(mx + side * wd * 0.4)} ${n(my + wd * 1.2)} 0 ${n(y)}z" fill="${p.linear(0, 0, 1, 1, [[0, lighter(t, 0.32)], [0.5, t], [1, darker(t, 0.4)]])}"/><path d="M0 ${n(y)}Q${n(mx)} ${n(my)} ${n(ex)} ${n(ey)}" stroke="${lighter(t, 0.55)}" stroke-width="1.8" fill="none" opacity=".8"/>`
  }
  return out + `<path d="M4 -96q20 14 16 40l-9 2q-2-24-12-36z" fill="${p.linear(0, 0, 1, 1, [[0, '#d9d05a'], [1, '#8a9a34']])}"/><path d="M14 -54q8 14 2 24q-9-8-6-24z" fill="#6a2440"/>`
}

/** A dragon fruit plant drooping from its post. */
export function pitayaPost(p, lamp = false) {
  let out = `<ellipse cx="8" cy="2" rx="36" ry="8" fill="#140a02" opacity=".45" ${p.blur(5)}/><rect x="-4" y="-66" width="9" height="68" fill="${p.linear(0, 0, 1, 0, [[0, '#d9d3c4'], [1, '#8a8474']])}"/>`
  for (let i = 0; i < 15; i++) {
    const side = i % 2 ? 1 : -1, reach = p.dice.between(14, 48), drop = p.dice.between(-26, 4)
    const t = p.dice.one(['#5f8f3c', '#7aa84a', '#44702c'])
    const d = `M${n(side * 3)} -64Q${n(side * reach * 0.7)} ${n(-92 + p.dice.around(0, 8))} ${n(side * reach)} ${n(-56)}T${n(side * reach * 0.96)} ${n(drop)}`
    out += `<path d="${d}" stroke="${darker(t, 0.35)}" stroke-width="7" fill="none" stroke-linecap="round"/><path d="${d}" stroke="${t}" stroke-width="4.6" fill="none" stroke-linecap="round"/><path d="${d}" stroke="${lighter(t, 0.45)}" stroke-width="1.2" fill="none"/>`
    if (i % 3 === 0) out += `<path d="M${n(side * reach)} ${n(drop - 20)}m-5 0q0-9 5-11q5 2 5 11q-1 8-5 9q-4-1-5-9z" fill="#e23d79" stroke="#8fb04a" stroke-width="1.2"/>`
  }
  if (lamp) out += `<circle cx="0" cy="-112" r="46" fill="${p.radial(0.5, 0.5, 0.5, [[0, '#fff3c0', 0.95], [0.16, '#ffdf8a', 0.7], [1, '#ffcf6a', 0]])}"/><circle cx="0" cy="-112" r="4.5" fill="#fffbe6"/>`
  return out
}

/** A farmhouse: tiled roof on white or timber walls. */
export function house(p, { wall = '#efe6d2', roof = '#6f6a64', timber = false, lit = false } = {}) {
  const wood = '#8a5c34'
  let out = `<ellipse cx="14" cy="2" rx="80" ry="10" fill="#140a02" opacity=".4" ${p.blur(6)}/>`
  if (timber) {
    for (const x of [-56, -28, 0, 28, 56]) out += `<rect x="${x - 2.5}" y="-34" width="5" height="36" fill="#5a3a20"/>`
    out += `<rect x="-60" y="-84" width="120" height="52" fill="${p.linear(0, 0, 1, 0, [[0, lighter(wood, 0.15)], [1, darker(wood, 0.4)]])}"/><path d="M-60 -76h120M-60 -66h120M-60 -56h120M-60 -46h120" stroke="${darker(wood, 0.5)}" stroke-width="1.2" opacity=".6"/><rect x="-64" y="-36" width="128" height="5" fill="#4a2c14"/><path d="M-62 -48h124" stroke="#4a2c14" stroke-width="3"/>`
    for (const x of [-44, -12, 24]) out += `<rect x="${x}" y="-74" width="18" height="22" fill="${lit ? '#ffcf6a' : '#3a2414'}" stroke="#4a2c14" stroke-width="2"/>`
    out += `<path d="M-78 -80L-50 -118H50L78 -80z" fill="${p.linear(0, 0, 0, 1, [[0, lighter(roof, 0.22)], [1, darker(roof, 0.4)]])}"/>`
  } else {
    out += `<rect x="-54" y="-52" width="108" height="54" fill="${p.linear(0, 0, 1, 0, [[0, lighter(wall, 0.3)], [1, darker(wall, 0.25)]])}"/><rect x="-10" y="-34" width="20" height="36" fill="#6a3a1e"/><rect x="-42" y="-38" width="18" height="17" fill="${lit ? '#ffcf6a' : '#5a6a70'}"/><rect x="26" y="-38" width="18" height="17" fill="${lit ? '#ffcf6a' : '#5a6a70'}"/><path d="M-68 -48L-44 -86H44L68 -48z" fill="${p.linear(0, 0, 0, 1, [[0, lighter(roof, 0.22)], [1, darker(roof, 0.4)]])}"/>`
  }
  const top = timber ? -118 : -86, eave = timber ? -80 : -48, a = timber ? 50 : 44, b = timber ? 78 : 68
  let tiles = ''
  for (let i = -9; i <= 9; i++) tiles += `M${n((i / 9) * a)} ${top}L${n((i / 9) * b)} ${eave}`
  return out + `<path d="${tiles}" stroke="${darker(roof, 0.55)}" stroke-width="1.3" opacity=".6"/><path d="M${-a - 3} ${top}H${a + 3}" stroke="${lighter(roof, 0.4)}" stroke-width="4"/>`
}

/** A basket left between the trees. */
export const seated = (x, y, s, markup) => `<g transform="translate(${n(x)} ${n(y)}) scale(${n3(s / 100)})">${markup}</g>`
