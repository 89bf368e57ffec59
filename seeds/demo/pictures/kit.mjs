// What every picture is made of: chance that can be repeated, outlines, gradients, filters. Light falls from the upper left.

/** Repeatable chance. */
export function chance(seed) {
  let a = 0
  for (const c of String(seed)) a = (Math.imul(a, 31) + c.charCodeAt(0)) | 0
  const next = () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    around: (middle, spread) => middle + (next() * 2 - 1) * spread,
    one: list => list[Math.floor(next() * list.length)],
  }
}

/** A number as short as it can be written. */
export const n = value => {
  const text = (Math.round(value * 10) / 10).toString()
  return text.replace(/^(-?)0\./, '$1.')
}

export const turn = (angle, [x, y]) => {
  const a = (angle * Math.PI) / 180
  return [x * Math.cos(a) - y * Math.sin(a), x * Math.sin(a) + y * Math.cos(a)]
}

/** Points turned, sized and moved. */
export const placed = (points, x, y, size, angle = 0, squeeze = 1) =>
  points.map(p => turn(angle, [p[0] * size * squeeze, p[1] * size])).map(([a, b]) => [a + x, b + y])

/** A smooth closed outline through points. */
export function closed(points, tension = 1) {
  const k = tension / 6
  const at = i => points[(i + points.length) % points.length]
  let d = `M${n(at(0)[0])} ${n(at(0)[1])}`
  let [cx, cy] = at(0)
  points.forEach((_, i) => {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    const c = [
      p1[0] + (p2[0] - p0[0]) * k, p1[1] + (p2[1] - p0[1]) * k,
      p2[0] - (p3[0] - p1[0]) * k, p2[1] - (p3[1] - p1[1]) * k,
      p2[0], p2[1],
    ]
    d += 'c' + c.map((v, j) => n(v - (j % 2 ? cy : cx))).join(' ').replace(/ -/g, '-')
    ;[cx, cy] = p2
  })
  return d + 'z'
}

/** A smooth open line through points. */
export function open(points, tension = 1) {
  const k = tension / 6
  const at = i => points[Math.max(0, Math.min(points.length - 1, i))]
  let d = `M${n(at(0)[0])} ${n(at(0)[1])}`
  for (let i = 0; i < points.length - 1; i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    d += 'C' + [
      p1[0] + (p2[0] - p0[0]) * k, p1[1] + (p2[1] - p0[1]) * k,
      p2[0] - (p3[0] - p1[0]) * k, p2[1] - (p3[1] - p1[1]) * k, ...p2,
    ].map(n).join(' ').replace(/ -/g, '-')
  }
  return d
}

export const polygon = points => 'M' + points.map(p => p.map(n).join(' ')).join('L') + 'z'

/** A round outline, its radius wavering a little. */
export const roundish = (dice, waver = 0.03, points = 10) =>
  Array.from({ length: points }, (_, i) => {
    const a = (i / points) * Math.PI * 2
    const r = 1 + dice.around(0, waver)
    return [Math.cos(a) * r, Math.sin(a) * r]
  })

/** A picture under way: its definitions, found again by what they say, and what is drawn so far. */
export class Picture {
  constructor(seed, width = 1200, height = 1200) {
    this.width = width
    this.height = height
    this.dice = chance(seed)
    this.defs = new Map()
    this.body = []
  }

  /** Shows only a square part of what is drawn. */
  frame(x, y, size) {
    this.view = `${x} ${y} ${size} ${size}`
  }

  /** Names a definition; the same text is kept once. Returns url(#…). */
  define(markup) {
    if (!this.defs.has(markup)) this.defs.set(markup, 'd' + this.defs.size.toString(36))
    return this.defs.get(markup)
  }

  /**
   * Draws a few variants once, at the origin in size 100, and gives a function that puts one of them anywhere. Plain ones go without
   * texture, which has to be worked out again for every one that is put.
   */
  stamps(count, drawn, { plain = true } = {}) {
    this.plain = plain
    const ids = Array.from({ length: count }, (_, i) => this.define(`<g id="@">${drawn(i)}</g>`))
    this.plain = false
    let last = 0
    return (x, y, r, angle = 0) => {
      last = (last + 1 + Math.floor(this.dice.next() * (count - 1))) % count
      const at = [`translate(${n(x)} ${n(y)})`, angle && `rotate(${n(angle)})`, `scale(${n2(r / 100)})`].filter(Boolean).join(' ')
      return `<use xlink:href="#${ids[last]}" transform="${at}"/>`
    }
  }

  draw(...markup) {
    this.body.push(...markup)
  }

  /** A gradient over the box of what it fills; stops are [offset, colour, opacity]. */
  radial(cx, cy, r, stops, more = '') {
    return `url(#${this.define(`<radialGradient cx="${cx}" cy="${cy}" r="${r}"${more} id="@">${stopped(stops)}</radialGradient>`)})`
  }

  linear(x1, y1, x2, y2, stops, more = '') {
    return `url(#${this.define(`<linearGradient x1="${n2(x1)}" y1="${n2(y1)}" x2="${n2(x2)}" y2="${n2(y2)}"${more} id="@">${stopped(stops)}</linearGradient>`)})`
  }

  /** A gradient in the picture's own coordinates. */
  radialAt(x, y, r, stops, transform = '') {
    return this.radial(n(x), n(y), n(r), stops, ` gradientUnits="userSpaceOnUse"${transform && ` gradientTransform="${transform}"`}`)
  }

  linearAt(x1, y1, x2, y2, stops) {
    return this.linear(x1, y1, x2, y2, stops, ' gradientUnits="userSpaceOnUse"')
  }

  filter(content, region = 'x="-20%" y="-20%" width="140%" height="140%"') {
    return `filter="url(#${this.define(`<filter id="@" ${region} color-interpolation-filters="sRGB">${content}</filter>`)})"`
  }

  blur(deviation) {
    return this.filter(`<feGaussianBlur stdDeviation="${deviation}"/>`, 'x="-50%" y="-50%" width="200%" height="200%"')
  }

  /** An ellipse that fades out towards its edge: as soft as a blur, at a fraction of its cost. Full up to the share `core` of its radius. */
  soft(x, y, rx, ry, colour, opacity, { core = 0.1, turned = 0 } = {}) {
    const fill = this.radial(0.5, 0.5, 0.5, [[core, colour, opacity], [n2((1 + core) / 2), colour, n2(opacity * 0.42)], [1, colour, 0]])
    return `<ellipse${turned ? ` transform="translate(${n(x)} ${n(y)}) rotate(${n(turned)})"` : ` cx="${n(x)}" cy="${n(y)}"`} rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"/>`
  }

  clip(d) {
    return `clip-path="url(#${this.define(`<clipPath id="@"><path d="${d}"/></clipPath>`)})"`
  }

  /** Fine texture inside whatever it is put on: noise of that grain in one colour. */
  grain(frequency, colour, opacity, { low = 0.5, gain = 6, seed = 1, octaves = 2 } = {}) {
    if (this.plain) return 'display="none"'
    const [r, g, b] = channels(colour)
    return this.filter(
      `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="${seed}"/>` +
      `<feColorMatrix values="0 0 0 0 ${r} 0 0 0 0 ${g} 0 0 0 0 ${b} ${gain} 0 0 0 ${n2(-gain * low)}"/>` +
      `<feComponentTransfer><feFuncA type="linear" slope="${opacity}"/></feComponentTransfer><feComposite operator="in" in2="SourceAlpha"/>`,
      'x="0" y="0" width="100%" height="100%"')
  }

  /** The same as a seamless tile to fill large things with. */
  tile(width, height, frequency, colour, opacity, { low = 0.5, gain = 6, seed = 1, octaves = 2 } = {}) {
    const [r, g, b] = channels(colour)
    const noise = this.define(
      `<filter id="@" filterUnits="userSpaceOnUse" x="0" y="0" width="${width}" height="${height}" color-interpolation-filters="sRGB">` +
      `<feTurbulence type="fractalNoise" stitchTiles="stitch" baseFrequency="${frequency}" numOctaves="${octaves}" seed="${seed}"/>` +
      `<feColorMatrix values="0 0 0 0 ${r} 0 0 0 0 ${g} 0 0 0 0 ${b} ${gain} 0 0 0 ${n2(-gain * low)}"/>` +
      `<feComponentTransfer><feFuncA type="linear" slope="${opacity}"/></feComponentTransfer></filter>`)
    return `url(#${this.define(`<pattern id="@" width="${width}" height="${height}" patternUnits="userSpaceOnUse"><rect width="${width}" height="${height}" filter="url(#${noise})"/></pattern>`)})`
  }

  /** Small relief, lit from the upper left, inside whatever it is put on: peel, bark, cloth. */
  relief(frequency, height, opacity, { seed = 1, octaves = 2, shine = 1 } = {}) {
    if (this.plain) return 'display="none"'
    return this.filter(
      `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="${seed}"/>` +
      `<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0" result="h"/>` +
      `<feDiffuseLighting in="h" surfaceScale="${height}" lighting-color="#fff" result="l"><feDistantLight azimuth="225" elevation="50"/></feDiffuseLighting>` +
      `<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 -2.6 0 0 0 2" result="dark"/>` +
      `<feColorMatrix in="l" values="0 0 0 0 1 0 0 0 0 .97 0 0 0 0 .88 ${2.6 * shine} 0 0 0 ${n2(-2.1 * shine)}" result="lit"/>` +
      `<feMerge><feMergeNode in="dark"/><feMergeNode in="lit"/></feMerge>` +
      `<feComponentTransfer><feFuncA type="linear" slope="${opacity}"/></feComponentTransfer><feComposite operator="in" in2="SourceAlpha"/>`,
      'x="0" y="0" width="100%" height="100%"')
  }

  toString() {
    const defs = [...this.defs].map(([markup, id]) => markup.replace('id="@"', `id="${id}"`)).join('\n')
    return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${this.view ?? `0 0 ${this.width} ${this.height}`}" width="${this.width}" height="${this.height}">\n` +
      `<defs>\n${defs}\n</defs>\n${this.body.join('\n')}\n</svg>\n`
  }
}

const n2 = value => (Math.round(value * 1000) / 1000).toString()

const stopped = stops => stops.map(([offset, colour, opacity]) =>
  `<stop offset="${offset}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`).join('')

export const channels = colour => {
  const hex = colour.length === 4 ? [...colour.slice(1)].map(c => c + c).join('') : colour.slice(1)
  return [0, 2, 4].map(i => n2(parseInt(hex.slice(i, i + 2), 16) / 255))
}

/** A colour between two. */
export function mix(a, b, share) {
  const [x, y] = [channels(a), channels(b)]
  return '#' + x.map((v, i) => Math.round((+v + (+y[i] - +v) * share) * 255).toString(16).padStart(2, '0')).join('')
}

export const darker = (colour, share) => mix(colour, '#1a0d05', share)
export const lighter = (colour, share) => mix(colour, '#fff8e0', share)
