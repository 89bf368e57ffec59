// The scenes of the counties, each drawn square for a listing and wide for a shop.
import { Picture, closed, darker, lighter, n, open } from './kit.mjs'
import { Land, bambooClump, bananaPlant, house, pitayaPost, seated, spire, tree } from './place.mjs'

const red = '#b5623c', redFar = '#c98a5e'

const stamped = (p, count, draw) => p.stamps(count, draw)
const tip = (p, stamp, lift = 0) => (x, y, s) => stamp(x, y - lift * s, s)

const scenes = {
  'mango-valley': (p, wide) => {
    const land = new Land(p, 'morning', 0.42).sun(0.74, 0.2).clouds(4)
    land.karst(0.46, 0.2, 0.85, { count: 9 }).karst(0.48, 0.26, 0.55, { count: 6 }).mist(0.47, 0.06).hills(0.52, 0.1, 0.35, { tone: '#5f8f44' })
    land.ground(0.5, red, redFar).furrows(0.5, red)
    const trees = stamped(p, 4, i => tree(p, { tone: ['#3f7a34', '#4f8a3a', '#356a30', '#5a8f40'][i], fruit: ['#f4b93c', '#c9cf52', '#f0a03a', '#d8cf5a'][i], size: 5 }))
    land.planted(0.5, tip(p, trees), { rows: 9, each: 8, size: wide ? 300 : 250 }).light()
  },
  'mango-slope': (p, wide) => {
    const land = new Land(p, 'gold', 0.4).sun(0.24, 0.2, '#fff0c8').clouds(3)
    land.hills(0.44, 0.14, 0.75, { tone: '#5f8a6a' }).hills(0.48, 0.16, 0.5, { tone: '#5a8a4a', waves: 3 })
    const trees = stamped(p, 4, i => tree(p, { tone: ['#41752f', '#568a38', '#386a2c', '#5f9040'][i], fruit: ['#d8533c', '#e98a3a', '#c93a4a', '#f0b040'][i], size: 5.4 }))
    land.onTerrace = (line, t, depth) => {
      for (let k = 0; k < 8 - t * 3; k++) {
        const x = p.dice.between(0, p.width), at = line[Math.min(7, Math.floor(x / p.width * 8))][1]
        p.draw(trees(x, at + depth * 0.7, (46 + t * 170) * land.unit))
      }
    }
    land.terraces(0.46, 0.98, [redFar, '#c07a4c', red], { count: 8, edge: '#e3a878', wave: 0.03 }).light('#ffdf9a')
  },
  'tomato-valley': (p, wide) => {
    const land = new Land(p, 'winter', 0.42).sun(0.68, 0.22).clouds(5)
    land.karst(0.46, 0.18, 0.85, { count: 10 }).karst(0.49, 0.2, 0.6, { count: 7 }).mist(0.48, 0.05, 0.7)
    land.ground(0.49, '#9a6a44', '#c09a6c')
    land.rows(0.49, 9, (at, start, i) => {
      const [a, b] = [at(start), at(1.4)], w = p.width / 9 * 1.1
      const [aw, bw] = [w * start, w * 1.4]
      const arch = (x, y, k) => `A${n(k / 2)} ${n(k * 0.42)} 0 0 1 ${n(x + k / 2)} ${n(y)}`
      if (i % 2) {
        p.draw(`<path d="M${n(a[0] - aw / 2)} ${n(a[1])}${arch(a[0], a[1], aw)}L${n(b[0] + bw / 2)} ${n(b[1])}${`A${n(bw / 2)} ${n(bw * 0.42)} 0 0 0 ${n(b[0] - bw / 2)} ${n(b[1])}`}z" fill="${p.linear(0, 0, 1, 0, [[0, '#f4f7f2', 0.92], [0.3, '#ffffff', 0.95], [0.7, '#cfdcd8', 0.9], [1, '#93a8a4', 0.9]])}"/>`)
        return
      }
      let vines = ''
      for (let k = 0; k < 22; k++) {
        const share = start + (1 - start) * Math.pow(k / 22, 1.6), [x, y] = at(share), r = 46 * share * land.unit
        vines += `<ellipse cx="${n(x)}" cy="${n(y - r * 1.3)}" rx="${n(r)}" ry="${n(r * 1.6)}" fill="${p.dice.one(['#4f8a3a', '#5f9a44', '#3f7430'])}"/>`
        for (let m = 0; m < 5; m++) vines += `<circle cx="${n(x + p.dice.around(0, r * 0.8))}" cy="${n(y - r * 1.1 + p.dice.around(0, r * 1.2))}" r="${n(r * 0.17)}" fill="${p.dice.one(['#e2331f', '#f0553c', '#f08a3a'])}"/>`
      }
      p.draw(vines)
    }, { vanish: [0.52, -0.1] })
    land.light()
  },
  'river-field': (p, wide) => {
    const land = new Land(p, 'morning', 0.4).sun(0.3, 0.22).clouds(5)
    land.karst(0.44, 0.16, 0.85, { count: 10 }).karst(0.46, 0.2, 0.6, { count: 6 }).mist(0.45, 0.05)
    land.ground(0.46, '#7f9a48', '#a8bb6a')
    land.river([[0.42, 0.46], [0.5, 0.52], [0.4, 0.6], [0.2, 0.76], [-0.05, 1.04]], [0.06, 0.12, 0.2, 0.34, 0.6])
    const cane = stamped(p, 3, () => Array.from({ length: 13 }, () => {
      const x = p.dice.around(0, 40), h = p.dice.between(90, 150), t = p.dice.one(['#6f9a3c', '#8fb54a', '#557f30'])
      return `<path d="M${n(x)} 0V${n(-h * 0.7)}" stroke="#5c3550" stroke-width="4"/><path d="M${n(x)} ${n(-h * 0.5)}q${n(p.dice.around(0, 30))} ${n(-h * 0.5)} ${n(p.dice.around(0, 60))} ${n(-h * 0.3)}M${n(x)} ${n(-h * 0.6)}q${n(p.dice.around(0, 20))} ${n(-h * 0.5)} ${n(p.dice.around(0, 40))} ${n(-h * 0.45)}" stroke="${t}" stroke-width="4.6" fill="none"/>`
    }).join(''))
    let beds = ''
    for (let i = 0; i < 9; i++) {
      const y = land.y(0.56 + i * i * 0.0062)
      beds += `<path d="M${n(p.width * (0.54 - i * 0.035))} ${n(y)}L${n(p.width)} ${n(y - land.y(0.01))}" stroke="${i % 2 ? '#5f9a3c' : '#7fb54c'}" stroke-width="${n((9 + i * 4.5) * land.unit)}" stroke-dasharray="${n(10 + i)} ${n(4 + i * 0.5)}" opacity=".95"/>`
    }
    p.draw(beds)
    for (let i = 0; i < (wide ? 16 : 9); i++) p.draw(cane(p.dice.between(0.55, 1.02) * p.width, land.y(0.545) , 100 * land.unit))
    p.draw(seated(p.width * 0.8, land.y(0.54), 70 * land.unit, house(p)))
    for (let i = 0; i < 7; i++) p.draw(cane(p.width * (0.7 + i * 0.06), land.y(1.04), 330 * land.unit))
    land.light()
  },
  'pitaya-karst': (p, wide) => {
    const land = new Land(p, 'dusk', 0.42)
    land.karst(0.47, 0.24, 0.7, { count: 8, tone: '#3a4a5a' }).karst(0.5, 0.3, 0.35, { count: 5, tone: '#2f4444' }).mist(0.49, 0.05, 0.3)
    land.ground(0.5, '#4a3430', '#7a5a58')
    const dark = stamped(p, 3, () => pitayaPost(p, true))
    land.planted(0.5, tip(p, dark), { rows: 10, each: 9, size: wide ? 260 : 210 })
    p.draw(seated(p.width * 0.16, land.y(0.52), 64 * land.unit, house(p, { lit: true, roof: '#4a4450' })), seated(p.width * 0.24, land.y(0.515), 50 * land.unit, house(p, { lit: true, roof: '#4a4450' })))
    land.light('#ffb070')
  },
  'banana-river': (p, wide) => {
    const land = new Land(p, 'noon', 0.4).sun(0.76, 0.18).clouds(6)
    land.hills(0.45, 0.14, 0.7, { tone: '#4f7f5a' }).hills(0.48, 0.1, 0.45, { tone: '#4f8a44', waves: 3.4 })
    land.ground(0.48, '#7a9a48', '#a3ba68')
    land.river([[0.62, 0.48], [0.55, 0.54], [0.66, 0.63], [0.84, 0.8], [1.08, 1.05]], [0.05, 0.1, 0.18, 0.32, 0.6])
    const plants = stamped(p, 4, () => bananaPlant(p, p.dice.one(['#5f9a3c', '#6fa848', '#4f8a34'])))
    const spots = Array.from({ length: wide ? 34 : 24 }, () => { const y = p.dice.between(0.5, 1.02); return [p.dice.between(-0.05, y < 0.6 ? 0.56 : 0.62 - (y - 0.6) * 0.3), y] }).sort((a, b) => a[1] - b[1])
    p.draw(spots.map(([x, y]) => plants(x * p.width, land.y(y), (90 + (y - 0.5) * 460) * land.unit)).join(''))
    land.light()
  },
  'camellia-forest': (p, wide) => {
    const land = new Land(p, 'misty', 0.42).sun(0.64, 0.2)
    land.hills(0.42, 0.16, 0.85, { tone: '#4f7a6a' }).hills(0.47, 0.16, 0.6, { tone: '#4a7a54', waves: 3 }).mist(0.45, 0.07, 0.7).hills(0.53, 0.14, 0.3, { tone: '#456f40' })
    land.ground(0.53, '#6a7a3c', '#8a9a58')
    const trees = stamped(p, 4, i => tree(p, { tone: ['#2f5f34', '#3a6a38', '#2a5530', '#44703c'][i], fruit: i === 3 ? '#b5924a' : '#fdf9ec', fruits: 24, size: i === 3 ? 5 : 4.6, crown: 1.05 }))
    land.planted(0.53, tip(p, trees), { rows: 8, each: 7, size: wide ? 320 : 270, jitter: 0.5 }).mist(0.55, 0.04, 0.4).light()
  },
  'rice-paddy': (p, wide) => {
    const land = new Land(p, 'gold', 0.44).sun(0.66, 0.24, '#fff0c8').clouds(4)
    land.karst(0.48, 0.22, 0.8, { count: 9, steep: 1.2 }).karst(0.5, 0.3, 0.45, { count: 5, steep: 1.15 }).mist(0.5, 0.05, 0.5)
    land.ground(0.51, '#c9a83a', '#dcc566')
    let strokes = ['', '', '']
    for (let i = 0; i < 900; i++) {
      const y = 0.52 + Math.pow(p.dice.next(), 0.8) * 0.5, s = (y - 0.48) * 90 * land.unit
      const x = p.dice.between(0, p.width)
      strokes[i % 3] += `M${Math.round(x)} ${Math.round(land.y(y))}q${n(p.dice.around(0, s * 0.2))} ${n(-s)} ${n(p.dice.around(0, s * 0.8))} ${n(-s * 1.1)}`
    }
    p.draw(strokes.map((d, i) => `<path d="${d}" stroke="${['#e9cc5a', '#b5923a', '#9aa044'][i]}" stroke-width="${n((2.6 - i * 0.3) * land.unit * 1.6)}" fill="none" opacity=".85" stroke-linecap="round"/>`).join(''))
    p.draw(`<path d="${open([[p.width * 0.36, land.y(0.515)], [p.width * 0.42, land.y(0.6)], [p.width * 0.34, land.y(0.74)], [p.width * 0.5, land.y(1.02)]])}" stroke="#8aa04a" stroke-width="${n(26 * land.unit)}" fill="none"/><path d="${open([[p.width * 0.36, land.y(0.515)], [p.width * 0.42, land.y(0.6)], [p.width * 0.34, land.y(0.74)], [p.width * 0.5, land.y(1.02)]])}" stroke="#c9b48a" stroke-width="${n(12 * land.unit)}" fill="none"/>`)
    for (const [x, s] of [[0.08, 60], [0.15, 74], [0.22, 58], [0.8, 64]]) p.draw(seated(p.width * x, land.y(0.53), s * land.unit, house(p, { timber: s > 70 })))
    land.light('#ffe09a')
  },
  'orange-hill': (p, wide) => {
    const land = new Land(p, 'winter', 0.42).sun(0.26, 0.2).clouds(4)
    land.karst(0.46, 0.22, 0.8, { count: 8 }).karst(0.5, 0.24, 0.5, { count: 5 }).mist(0.49, 0.05, 0.6).hills(0.56, 0.1, 0.2, { tone: '#a8683f' })
    land.ground(0.54, '#a8542f', '#c07c52').furrows(0.54, red, 22)
    const trees = stamped(p, 3, i => tree(p, { tone: ['#2f6a30', '#3a7636', '#2a5f2c'][i], fruit: '#f58a1c', fruits: 26, size: 5.4, height: 0.72, crown: 0.95 }))
    land.planted(0.54, tip(p, trees), { rows: 9, each: 8, size: wide ? 260 : 220 }).light()
  },
  'orange-terrace': (p, wide) => {
    const land = new Land(p, 'morning', 0.42).sun(0.7, 0.2).clouds(5)
    land.hills(0.4, 0.2, 0.85, { tone: '#4f7a7a', waves: 3 }).hills(0.45, 0.2, 0.6, { tone: '#4a7a5a' }).mist(0.46, 0.08, 0.7)
    const trees = stamped(p, 3, i => tree(p, { tone: ['#2f6a30', '#3a7636', '#44803a'][i], fruit: '#f0701a', fruits: 26, size: 4.8, height: 0.66, crown: 0.9 }))
    land.onTerrace = (line, t, depth) => {
      const count = Math.round(13 - t * 6)
      for (let k = 0; k < count; k++) {
        const x = (k + 0.5 + p.dice.around(0, 0.2)) / count * p.width, i = x / p.width * 8, at = line[Math.floor(i)][1] + (line[Math.min(8, Math.floor(i) + 1)][1] - line[Math.floor(i)][1]) * (i % 1)
        p.draw(trees(x, at + depth * 0.55, (40 + t * 130) * land.unit))
      }
    }
    land.terraces(0.47, 1, ['#8a9a4a', '#a3884a', '#7f8f44'], { count: 8, edge: '#c98a5a' }).light()
  },
  'anise-forest': (p, wide) => {
    const land = new Land(p, 'misty', 0.4)
    land.hills(0.36, 0.2, 0.9, { tone: '#4f7a7a', waves: 2.6 }).hills(0.42, 0.22, 0.7, { tone: '#46746a' }).mist(0.4, 0.1, 0.8).hills(0.5, 0.2, 0.4, { tone: '#3f6a4a', waves: 3 }).mist(0.5, 0.08, 0.8)
    const far = stamped(p, 3, i => spire(p, ['#4a7a5a', '#55856a', '#3f6f50'][i])), near = stamped(p, 3, i => tree(p, { tone: ['#2a5a3a', '#336644', '#244f34'][i], fruit: '#a8502a', fruits: 18, size: 4, height: 1.25, crown: 0.9 }))
    for (let row = 0; row < 4; row++) {
      const y = 0.55 + row * 0.06
      for (let i = 0; i < (wide ? 26 : 15); i++) p.draw(far(p.dice.between(-20, p.width + 20), land.y(y + p.dice.around(0, 0.02)), (60 + row * 24) * land.unit))
      land.mist(y + 0.02, 0.05, 0.45)
    }
    land.ground(0.78, '#4a5a30', '#6f7f48')
    for (const [x, y, s] of [[0.1, 0.84, 190], [0.34, 0.82, 170], [0.62, 0.83, 180], [0.88, 0.85, 195], [0.22, 0.98, 280], [0.76, 1.0, 290], [0.5, 0.93, 230]]) p.draw(near(x * p.width, land.y(y), s * land.unit))
    land.mist(0.8, 0.05, 0.35).light()
  },
  'tea-terrace': (p, wide) => {
    const land = new Land(p, 'morning', 0.4).sun(0.3, 0.18).clouds(3)
    land.hills(0.38, 0.2, 0.9, { tone: '#4f7a7a', waves: 3 }).hills(0.43, 0.18, 0.68, { tone: '#4a7a64' }).mist(0.42, 0.1, 0.9)
    land.onTerrace = (line, t, depth) => {
      // Bushes clipped into a hedge along each step.
      const lift = depth * 0.42
      const hedge = line.map(([x, y]) => [x, y + lift])
      const d = open(hedge)
      p.draw(`<path d="${d}" stroke="#1f3f1c" stroke-width="${n(depth * 0.74)}" fill="none" opacity=".8"/><path d="${d}" transform="translate(0 ${n(-depth * 0.08)})" stroke="${['#4f8a34', '#5f9a3c', '#6aa844'][Math.floor(t * 3)]}" stroke-width="${n(depth * 0.6)}" fill="none"/><path d="${d}" transform="translate(0 ${n(-depth * 0.22)})" stroke="#9acb58" stroke-width="${n(depth * 0.26)}" fill="none" stroke-dasharray="${n(depth * 0.3)} ${n(depth * 0.1)}" opacity=".85"/><path d="${d}" transform="translate(0 ${n(-depth * 0.3)})" stroke="#e3f0b0" stroke-width="${n(depth * 0.07)}" fill="none" stroke-dasharray="${n(depth * 0.12)} ${n(depth * 0.2)}" opacity=".7"/>`)
    }
    land.terraces(0.46, 1.02, ['#6f7a3c'], { count: 12, edge: '#a8824a', wave: 0.045, tilt: 0.06 })
    const trees = stamped(p, 2, () => tree(p, { tone: '#3a6a3a' }))
    p.draw(trees(p.width * 0.86, land.y(0.6), 120 * land.unit), trees(p.width * 0.93, land.y(0.63), 150 * land.unit), seated(p.width * 0.8, land.y(0.56), 64 * land.unit, house(p)))
    land.mist(0.47, 0.05, 0.6).light()
  },
  'kiwi-dolina': (p, wide) => {
    const land = new Land(p, 'morning', 0.36).sun(0.72, 0.16).clouds(4)
    land.karst(0.38, 0.14, 0.85, { count: 9 }).karst(0.42, 0.14, 0.6, { count: 7, tone: '#456f4f' })
    // The sinkhole: sheer walls round a forest far below.
    const [cx, cy, rx, ry] = [p.width * 0.5, land.y(0.5), p.width * 0.36, land.y(0.13)]
    land.ground(0.41, '#4f7f40', '#6f9a58')
    const rim = closed(Array.from({ length: 16 }, (_, i) => { const a = i / 16 * 6.283, k = 1 + p.dice.around(0, 0.05); return [cx + Math.cos(a) * rx * k, cy + Math.sin(a) * ry * k] }))
    p.draw(`<path d="${rim}" fill="${p.linear(0, 0, 0, 1, [[0, '#d9cdb4'], [0.35, '#b5a88e'], [0.6, '#5f6f58'], [1, '#1f3a2c']])}"/><path d="${rim}" ${p.grain(`${0.05} ${0.006}`, '#5a4f3e', 0.7, { low: 0.5, gain: 5, octaves: 3 })}/>`)
    const pit = stamped(p, 3, i => tree(p, { tone: ['#2f5f3c', '#3a6f44', '#275034'][i] }))
    p.draw(`<g ${p.clip(rim)}>${Array.from({ length: 40 }, () => pit(cx + p.dice.around(0, rx * 0.9), cy + ry * p.dice.between(0.5, 1.3), 62 * land.unit)).join('')}<ellipse cx="${n(cx)}" cy="${n(cy + ry * 0.4)}" rx="${n(rx * 0.8)}" ry="${n(ry * 0.3)}" fill="#fff" opacity=".5" ${p.blur(Math.round(18 * land.unit) + 4)}/></g><path d="${rim}" fill="none" stroke="#4f7a3c" stroke-width="${n(14 * land.unit)}"/>`)
    for (let i = 0; i < 60; i++) { const a = i / 60 * 6.283; p.draw(pit(cx + Math.cos(a) * rx * 1.06, cy + Math.sin(a) * ry * 1.12 + 8 * land.unit, p.dice.between(26, 44) * land.unit)) }
    land.ground(0.7, '#7a6a3c', '#8f9a54')
    const trellis = stamped(p, 3, () => {
      let out = `<rect x="-46" y="-70" width="7" height="72" fill="#a8927a"/><rect x="40" y="-70" width="7" height="72" fill="#a8927a"/>`
      for (let i = 0; i < 34; i++) out += `<ellipse cx="${n(p.dice.around(0, 66))}" cy="${n(-74 + p.dice.around(0, 11))}" rx="${n(p.dice.between(8, 15))}" ry="${n(p.dice.between(6, 11))}" fill="${p.dice.one(['#4f8a3a', '#6aa34a', '#3f7430', '#7fb55a'])}"/>`
      for (let i = 0; i < 15; i++) { const x = p.dice.around(0, 56); out += `<ellipse cx="${n(x)}" cy="${n(-56 + p.dice.around(0, 6))}" rx="4.4" ry="5.6" fill="#7a5a30"/><ellipse cx="${n(x - 1.2)}" cy="${n(-58)}" rx="1.6" ry="2" fill="#c9a870"/>` }
      return out
    })
    land.planted(0.7, tip(p, trellis), { rows: 7, each: 5, size: wide ? 300 : 260, jitter: 0.05 }).light()
  },
  'rice-terrace': (p, wide) => {
    const land = new Land(p, 'morning', 0.4).sun(0.7, 0.16).clouds(4)
    land.hills(0.4, 0.2, 0.85, { tone: '#4f7a7a', waves: 3 }).hills(0.45, 0.18, 0.6, { tone: '#4a7a58' }).mist(0.44, 0.08, 0.8)
    land.terraces(0.47, 1.02, ['#8fae4a', '#a8bb54', '#7f9f44'], { count: 11, edge: '#6f7a34', wave: 0.05, tilt: 0.07, water: true })
    const trees = stamped(p, 2, () => tree(p, { tone: '#3a6f3c' }))
    for (const [x, y, s] of [[0.08, 0.56, 90], [0.16, 0.57, 80], [0.9, 0.6, 110]]) p.draw(trees(x * p.width, land.y(y), s * land.unit))
    p.draw(seated(p.width * 0.24, land.y(0.56), 60 * land.unit, house(p, { timber: true })))
    land.light()
  },
  bamboo: (p, wide) => {
    const land = new Land(p, 'misty', 0.42)
    land.hills(0.4, 0.18, 0.85, { tone: '#5a8a7a' }).hills(0.46, 0.18, 0.6, { tone: '#558a5a', waves: 3 }).mist(0.46, 0.08, 0.8)
    land.ground(0.52, '#7a8a48', '#9aac6a')
    land.river([[0.5, 0.52], [0.44, 0.58], [0.52, 0.68], [0.42, 0.84], [0.5, 1.05]], [0.04, 0.08, 0.14, 0.24, 0.4], '#9ac0b4')
    const clumps = stamped(p, 4, i => bambooClump(p, ['#6f9a4a', '#7faa54', '#5f8a40', '#8ab55c'][i]))
    const spots = Array.from({ length: wide ? 26 : 18 }, (_, i) => { const y = p.dice.between(0.54, 1.04); return [i % 2 ? p.dice.between(0.62, 1.05) : p.dice.between(-0.05, 0.34), y] }).sort((a, b) => a[1] - b[1])
    p.draw(spots.map(([x, y]) => clumps(x * p.width, land.y(y), (60 + (y - 0.5) * 250) * land.unit)).join(''))
    p.draw(seated(p.width * 0.46, land.y(0.555), 56 * land.unit, house(p, { timber: true })))
    land.light()
  },
  'miao-village': (p, wide) => {
    const land = new Land(p, 'dusk', 0.42)
    land.hills(0.4, 0.22, 0.75, { tone: '#3a4a6a', waves: 3 }).hills(0.47, 0.2, 0.5, { tone: '#34484f' }).mist(0.46, 0.07, 0.35)
    land.hills(0.62, 0.22, 0.15, { tone: '#3f4a34', waves: 1.6 })
    const homes = stamped(p, 3, () => house(p, { timber: true, lit: true, roof: '#3f3a44' })), trees = stamped(p, 3, i => tree(p, { tone: ['#2f4a34', '#3a553a', '#28402e'][i] }))
    const spots = Array.from({ length: wide ? 26 : 20 }, () => [p.dice.between(0.02, 0.98), p.dice.between(0.54, 0.92)]).sort((a, b) => a[1] - b[1])
    for (const [x, y] of spots) {
      const s = (44 + (y - 0.5) * 240) * land.unit
      p.draw(trees(x * p.width + s * 1.2, land.y(y) - s * 0.1, s * 1.1), homes(x * p.width, land.y(y), s))
    }
    for (let i = 0; i < 5; i++) p.draw(`<path d="M${n(p.width * p.dice.between(0.1, 0.9))} ${n(land.y(p.dice.between(0.5, 0.7)))}q-20-40 6-80t4-90" stroke="#e9e0e6" stroke-width="${n(16 * land.unit)}" fill="none" opacity=".3" ${p.blur(9)}/>`)
    land.ground(0.93, '#2f3424', '#4a4f38', { relief: 0.3 })
    land.light('#ffb070')
  },
}

const covers = {
  'cover-tianyang': 'mango-valley', 'cover-tianyang-winter': 'tomato-valley', 'cover-tiandong': 'mango-slope', 'cover-tiandong-river': 'river-field', 'cover-pingguo': 'pitaya-karst',
  'cover-youjiang': 'banana-river', 'cover-youjiang-camellia': 'camellia-forest', 'cover-jingxi': 'rice-paddy', 'cover-debao': 'orange-hill', 'cover-napo': 'anise-forest',
  'cover-lingyun': 'tea-terrace', 'cover-leye': 'kiwi-dolina', 'cover-tianlin': 'bamboo', 'cover-xilin': 'orange-terrace', 'cover-longlin': 'miao-village',
}

const drawn = (name, scene, width, height) => () => {
  const p = new Picture(name, width, height)
  scenes[scene](p, width > height)
  return p
}

export const places = new Map([
  ...Object.keys(scenes).map(scene => [`place-${scene}`, drawn(`place-${scene}`, scene, 1200, 1200)]),
  ...Object.entries(covers).map(([name, scene]) => [name, drawn(name, scene, 1800, 600)]),
])
