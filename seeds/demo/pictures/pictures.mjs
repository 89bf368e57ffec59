// Every picture of the produce by name, as the listings ask for it.
import { Picture, closed, darker, lighter, n, open, placed, turn } from './kit.mjs'
import * as f from './fruit.mjs'
import * as k from './pantry.mjs'
import * as s from './scene.mjs'
import * as g from './stage.mjs'
import * as v from './veg.mjs'

const morning = { leaves: ['#5f8f3a', '#8bb54a', '#c8d870'], glow: '#fff3c4' }
const deep = { leaves: ['#3f6f3a', '#6a9a44', '#b5c86a'], glow: '#f7eec0', wood: '#a9744a' }
const gold = { leaves: ['#8a8a34', '#c2a848', '#ecd27a'], glow: '#fff0c0', wood: '#b07a48' }
const dusk = { leaves: ['#6a5a4a', '#a07e58', '#d9b27a'], glow: '#ffe6b8', wood: '#8f5c38' }
const misty = { leaves: ['#6f8f7a', '#9ab59a', '#d3decb'], glow: '#fbf8e8', wood: '#9a7350' }
const hearth = { leaves: ['#3a2418', '#6a3a1e', '#b5692c'], glow: '#ffb45a', wood: '#6f4526' }

const pictures = new Map()
const picture = (name, draw) => pictures.set(name, () => {
  const p = new Picture(name)
  draw(p)
  return p
})

// — mangoes
const mangoLook = { guiqi: morning, guire10: deep, jinhuang: gold, redJinhuang: morning, tainong: morning, guifei: deep, keitt: deep, ivory: morning, yuwen: gold, sijimi: morning, green: deep }
const mango = (p, kind) => (x, y, r, a) => f.mango(p, kind, x, y, r, a)
const mangoLeaf = p => (x, y, l, a) => f.mangoLeaf(p, x, y, l, a)
const hedgehog = (p, kind) => (x, y, r, a) => f.mangoHedgehog(p, x, y, r, a, ['jinhuang', 'sijimi'].includes(kind) ? '#fbb62e' : '#f9a521', { guiqi: '#9cae42', jinhuang: '#f0b93a', keitt: '#a8924a', yuwen: '#8a3048' }[kind] ?? '#d8a63c')
const lyingMango = (kind, size = 210) => p => s.lying(p, {
  item: mango(p, kind), leaf: mangoLeaf(p), size, table: mangoLook[kind],
  extra: [{ x: 850, y: 900, r: 215, angle: -6, put: hedgehog(p, kind), low: 0.5, wide: 1.1 }],
})
picture('mango-guiqi', lyingMango('guiqi', 225))
picture('mango-jinhuang', lyingMango('jinhuang', 235))
picture('mango-tainong', lyingMango('tainong', 190))
picture('mango-guifei', lyingMango('guifei', 215))
picture('mango-keitt', lyingMango('keitt', 225))
picture('mango-ivory', lyingMango('ivory', 250))
picture('mango-yuwen', lyingMango('yuwen', 225))
picture('mango-guire10', lyingMango('guire10', 220))
picture('mango-sijimi', lyingMango('sijimi', 230))
picture('mango-red-jinhuang', lyingMango('redJinhuang', 230))
picture('mango-green', p => s.lying(p, { item: mango(p, 'green'), leaf: mangoLeaf(p), size: 220, table: deep, extra: [{ x: 850, y: 880, r: 170, angle: 80, put: mango(p, 'green'), low: 0.5, wide: 1.05 }] }))
// What buyers show when some of a box arrived bad: every second one.
const halfBruised = (p, item) => {
  let drawn = 0
  return (x, y, r, a) => item(x, y, r, a) + (drawn++ % 2 ? f.bruise(p, x, y, r, a) : '')
}
picture('mango-bruised', p => s.lying(p, { item: halfBruised(p, mango(p, 'guiqi')), size: 225, table: dusk }))
for (const [kind, name] of [['guiqi', 'mango-guiqi-box'], ['keitt', 'mango-keitt-box'], ['ivory', 'mango-ivory-crate']]) {
  picture(name, p => s.carton(p, { item: mango(p, kind), size: kind === 'ivory' ? 165 : 150, rows: 2, columns: kind === 'keitt' ? 4 : 5, leaf: mangoLeaf(p), table: mangoLook[kind], angle: 8, spread: 12 }))
}
for (const [kind, name] of [['tainong', 'mango-tainong-basket'], ['guire10', 'mango-guire10-basket'], ['sijimi', 'mango-sijimi-basket']]) {
  picture(name, p => s.basket(p, { item: mango(p, kind), size: kind === 'tainong' ? 130 : 155, leaf: mangoLeaf(p), table: mangoLook[kind] }))
}
for (const [kind, name, places] of [['guifei', 'mango-guifei-gift', [[-270, -150], [-90, -150], [90, -150], [270, -150], [-270, 160], [-90, 160], [90, 160], [270, 160]]], ['yuwen', 'mango-yuwen-gift', [[-165, 0], [165, 0]]]]) {
  picture(name, p => {
    g.linen(p, '#e8dcc2')
    const two = places.length === 2
    k.giftBox(p, 600, 600, 880, two ? 720 : 820, { board: two ? '#6a2338' : '#b5402c' })
    s.pile(p, places.map(([x, y]) => ({ x: 600 + x, y: 600 + y, r: two ? 235 : 150, angle: p.dice.around(0, 10), put: mango(p, kind), floats: true })))
    p.draw(f.mangoLeaf(p, 880, 960, 300, -28), f.mangoLeaf(p, 890, 968, 230, 18))
    g.light(p)
  })
}
picture('mango-jinhuang-cut', p => {
  g.planks(p, '#a9764a')
  s.choppingBoard(p, 600, 620, 940, 720)
  s.pile(p, [{ x: 380, y: 440, r: 210, angle: -70, put: mango(p, 'jinhuang'), floats: true }])
  s.pile(p, [{ x: 790, y: 480, r: 200, angle: 12, put: hedgehog(p, 'jinhuang') , low: 0.4 }, { x: 440, y: 790, r: 215, angle: -12, put: hedgehog(p, 'jinhuang'), low: 0.4 }])
  p.draw(f.mangoSlice(p, 800, 740, 150, -24), f.mangoSlice(p, 820, 850, 150, -8), f.mangoSlice(p, 690, 920, 130, 14))
  p.draw(f.mangoLeaf(p, 180, 900, 260, 40))
  g.light(p)
})
picture('mango-guiqi-branch', p => {
  g.table(p, { ...morning, horizon: 1240 })
  const stem = (x, y, x2, y2) => `<path d="M${x} ${y}C${x + 6} ${y + (y2 - y) * 0.5} ${x2} ${y2 - 90} ${x2} ${y2}" stroke="#6f8a3a" stroke-width="9" fill="none"/>`
  p.draw(`<path d="M-20 150C220 120 420 170 640 150S1010 190 1230 120" stroke="#6b5130" stroke-width="36" fill="none"/><path d="M-20 142C220 112 420 162 640 142S1010 182 1230 112" stroke="#a3845a" stroke-width="8" fill="none" opacity=".7"/>`)
  for (const [x, y, l, a] of [[180, 130, 360, 62], [300, 140, 340, 110], [960, 150, 380, 118], [1060, 150, 320, 60], [560, 140, 330, 128], [700, 150, 350, 46], [430, 150, 300, -60], [820, 150, 320, -118]]) p.draw(f.mangoLeaf(p, x, y, l, a))
  p.draw(stem(600, 150, 420, 440), stem(610, 150, 660, 430), stem(620, 150, 870, 470))
  s.pile(p, [{ x: 405, y: 660, r: 215, angle: 8, put: mango(p, 'guiqi') }, { x: 880, y: 680, r: 205, angle: -12, put: mango(p, 'guiqi') }, { x: 652, y: 690, r: 240, angle: 3, put: mango(p, 'guiqi') }], { ground: false })
  for (const [x, y, l, a] of [[520, 180, 300, 74], [760, 170, 280, 100]]) p.draw(f.mangoLeaf(p, x, y, l, a))
  g.light(p)
})
picture('mango-green-sticks', p => {
  g.linen(p, '#e6e2c8')
  k.plate(p, 600, 610, 900, { deep: 0.78, band: '#3f6f8f' })
  for (let i = 0; i < 26; i++) {
    const [x, y] = [600 + p.dice.around(0, 230), 560 + p.dice.around(0, 150)]
    p.draw(v.strip(p, x, y, 140, p.dice.around(-15, 55), ['#f1f3c4', '#d6e293', '#93b452'], { width: 0.13, wave: 0.02 }))
  }
  for (let i = 0; i < 70; i++) p.draw(`<circle cx="${n(600 + p.dice.around(0, 280))}" cy="${n(570 + p.dice.around(0, 190))}" r="${n(p.dice.between(3, 7))}" fill="${p.dice.one(['#c8281a', '#e0503a', '#fff6e6', '#a81a10'])}"/>`)
  s.pile(p, [{ x: 930, y: 960, r: 150, angle: 70, put: mango(p, 'green'), low: 0.5 }])
  p.draw(v.chilli(p, 240, 990, 120, -20), v.chilli(p, 300, 1040, 110, 10))
  g.light(p)
})
const driedMango = ['#f9c04a', '#ee9422', '#b55a0c']
picture('mango-dried', p => {
  s.inTray(p, { item: (x, y, r, a) => v.strip(p, x, y, r, a, driedMango, { width: 0.24, wave: 0.16, gloss: 0.5 }), size: 120, count: 44 })
})
picture('mango-dried-bags', p => {
  g.table(p, gold)
  const inside = (x, y) => Array.from({ length: 9 }, () => v.strip(p, x + p.dice.around(0, 70), y + p.dice.around(0, 70), 85, p.dice.between(0, 180), driedMango, { width: 0.26 })).join('')
  for (const [x, y] of [[330, 360], [870, 350]]) k.pouch(p, x, y, 380, 520, { content: inside(x, y + 354) })
  k.pouch(p, 600, 420, 420, 580, { content: inside(600, 814), paper: '#d9b27a' })
  for (const [x, y, a] of [[250, 1000, -10], [360, 1050, 12], [880, 1010, -24], [960, 1060, 8]]) p.draw(v.strip(p, x, y, 110, a, driedMango, { width: 0.24 }))
  g.light(p)
})

// — citrus
const citrus = { 'orange-navel': ['navel', deep], 'orange-orah': ['orah', gold], 'orange-blood': ['blood', dusk], 'mandarin-shatang': ['shatang', morning], 'mandarin-murcott': ['murcott', misty] }
const citrusLeaf = p => (x, y, l, a) => f.leaf(p, x, y, l, a, { tone: '#35702e', width: 0.24, bend: 0.06 })
for (const [name, [kind, look]] of Object.entries(citrus)) {
  const small = kind === 'shatang'
  picture(name, p => s.stack(p, { item: (x, y, r, a) => f.round(p, kind, x, y, r, a), face: small ? (x, y, r) => f.segments(p, kind, x, y, r) : (x, y, r, a) => f.citrusFace(p, kind, x, y, r, a), leaf: citrusLeaf(p), size: small ? 130 : 148, table: look, faces: small ? 1 : 2 }))
}
for (const [name, kind] of [['orange-navel-box', 'navel'], ['mandarin-shatang-box', 'shatang']]) {
  picture(name, p => s.carton(p, { item: (x, y, r, a) => f.round(p, kind, x, y, r, a), size: kind === 'navel' ? 92 : 74, rows: kind === 'navel' ? 3 : 4, columns: kind === 'navel' ? 5 : 7, leaf: citrusLeaf(p), table: kind === 'navel' ? deep : morning, ink: '#a8461a' }))
}
for (const [name, kind, look] of [['orange-orah-basket', 'orah', gold], ['orange-blood-basket', 'blood', dusk], ['mandarin-murcott-basket', 'murcott', misty]]) {
  picture(name, p => s.basket(p, { item: (x, y, r, a) => f.round(p, kind, x, y, r, a), size: 108, leaf: citrusLeaf(p), table: look, front: [{ x: 950, y: 1010, r: 96, angle: 10, put: (x, y, r, a) => f.citrusFace(p, kind, x, y, r, a), low: 0.6, wide: 1 }] }))
}

// — tomatoes, peppers, beans
picture('tomato-cherry', p => s.stack(p, { item: (x, y, r, a) => f.round(p, 'cherry', x, y, r, a), face: (x, y, r, a) => f.tomatoFace(p, x, y, r, a), size: 138, table: misty, faces: 2 }))
picture('tomato-cherry-box', p => {
  const stamp = p.stamps(4, i => f.round(p, 'cherry', 0, 0, 100, [-24, 14, 40, -60][i]))
  s.carton(p, { item: (x, y, r) => stamp(x, y, r), size: 60, rows: 5, columns: 8, table: misty, ink: '#a8281a' })
})
picture('tomato-field', p => s.stack(p, { item: (x, y, r, a) => f.round(p, 'tomato', x, y, r, a), face: (x, y, r, a) => f.tomatoFace(p, x, y, r, a), size: 152, table: deep }))
picture('tomato-field-crate', p => s.basket(p, { item: (x, y, r, a) => f.round(p, 'tomato', x, y, r, a * 0.6), size: 118, table: deep, leaf: (x, y, l, a) => f.leaf(p, x, y, l, a, { tone: '#4f8a3a', width: 0.3 }) }))
const screw = ['#8fc34a', '#4f8f26', '#28541a']
picture('pepper-screw', p => {
  g.table(p, deep)
  for (let i = 0; i < 9; i++) p.draw(v.chilli(p, 600 + p.dice.around(0, 110), 560 + i * 55, 330 - i * 4, p.dice.around(0, 26), { tone: screw, wrinkled: true, bend: p.dice.around(0, 0.16), fat: 0.13 }))
  g.light(p)
})
picture('pepper-screw-basket', p => s.inTray(p, { item: (x, y, r, a) => v.chilli(p, x, y, r, a, { tone: screw, wrinkled: true, bend: 0.2, fat: 0.14 }), size: 190, count: 26, spread: 0.7 }))
picture('chilli-bird', p => {
  g.linen(p, '#e4dcc8')
  p.frame(120, 120, 960)
  g.bananaLeaf(p, 600, 600, 1240, 640, -24)
  for (let i = 0; i < 46; i++) p.draw(v.chilli(p, 600 + p.dice.around(0, 270), 600 + p.dice.around(0, 210), p.dice.between(85, 115), p.dice.between(0, 360), i % 4 ? {} : { tone: ['#a8cc4a', '#6a9a2c', '#3c6a18'] }))
  g.light(p)
})
picture('chilli-bird-basket', p => {
  const red = p.stamps(3, () => v.chilli(p, 0, 0, 100, p.dice.around(0, 20))), green = p.stamps(1, () => v.chilli(p, 0, 0, 100, 8, { tone: ['#a8cc4a', '#6a9a2c', '#3c6a18'] }))
  s.inTray(p, { item: (x, y, r, a) => (p.dice.next() > 0.2 ? red : green)(x, y, r, a % 60 - 30 + (a > 180 ? 180 : 0)), size: 105, count: 90 })
})
picture('bean-green', p => {
  g.table(p, deep)
  for (let i = 0; i < 22; i++) p.draw(v.bean(p, 600 + p.dice.around(0, 160), 560 + i * 22, 340, p.dice.around(0, 22)))
  g.light(p)
})
picture('bean-green-basket', p => s.inTray(p, { item: (x, y, r, a) => v.bean(p, x, y, r, a % 50 - 25), size: 230, count: 40, spread: 0.6 }))

// — roots, greens, cane
picture('onion-spring', p => {
  g.planks(p, '#8f6a48')
  p.draw(v.springOnions(p, 560, 420, 440, 14, 26), v.springOnions(p, 620, 780, 450, -10, 28))
  s.drops(p, 22, 620, 620, 380, 280)
  g.light(p)
})
picture('onion-spring-basket', p => {
  g.table(p, deep)
  g.basketBack(p, 600, 640, 860, 440)
  for (const [x, y, a] of [[380, 470, -74], [560, 420, -88], [740, 430, -98], [860, 500, -112]]) p.draw(v.springOnions(p, x, y, 330, a, 16))
  g.basketFront(p, 600, 640, 860, 440)
  g.light(p)
})
picture('yam', p => {
  g.table(p, misty)
  p.draw(v.yam(p, 590, 580, 520, -4), v.yam(p, 620, 680, 540, 3), v.yam(p, 580, 790, 520, -2))
  s.pile(p, [{ x: 820, y: 930, r: 92, put: (x, y, r) => v.yamFace(p, x, y, r), low: 0.5 }, { x: 650, y: 970, r: 90, put: (x, y, r) => v.yamFace(p, x, y, r), low: 0.5 }, { x: 470, y: 940, r: 88, put: (x, y, r) => v.yamFace(p, x, y, r), low: 0.5 }])
  g.light(p)
})
picture('yam-basket', p => {
  g.linen(p, '#e4dccb')
  s.choppingBoard(p, 600, 600, 1000, 700)
  for (let i = 0; i < 5; i++) p.draw(v.yam(p, 540 + i * 20, 380 + i * 75, 420, -28 + p.dice.around(0, 5)))
  for (const [x, y] of [[820, 720], [900, 620], [740, 830], [880, 830]]) p.draw(v.yamFace(p, x, y, 68, 0.9))
  g.light(p)
})
picture('cane', p => {
  g.table(p, deep)
  for (const [x, y, a] of [[560, 560, -6], [640, 650, 4], [580, 740, -3], [630, 830, 3]]) p.draw(v.cane(p, x, y, 1000, 46, a))
  s.pile(p, [{ x: 420, y: 970, r: 80, put: (x, y, r) => v.caneFace(p, x, y, r), low: 0.9 }, { x: 600, y: 1000, r: 84, put: (x, y, r) => v.caneFace(p, x, y, r), low: 0.9 }, { x: 780, y: 965, r: 80, put: (x, y, r) => v.caneFace(p, x, y, r), low: 0.9 }])
  g.light(p)
})
picture('cane-bundle', p => {
  g.table(p, gold)
  g.shadow(p, 600, 1010, 420, 80)
  const ends = []
  for (let row = 0; row < 5; row++) for (let i = 0; i < row + 3; i++) ends.push([600 + (i - (row + 2) / 2) * 122, 520 + row * 106])
  for (const [x, y] of ends) p.draw(p.soft(x + 8, y + 12, 72, 72, '#0c0408', 0.6, { core: 0.7 }) + v.caneFace(p, x + p.dice.around(0, 6), y + p.dice.around(0, 6), 60))
  g.light(p)
})
picture('ginger', p => {
  g.table(p, gold)
  s.pile(p, [{ x: 420, y: 640, r: 270, angle: -14, put: (x, y, r, a) => v.ginger(p, x, y, r, a), low: 0.5 }, { x: 810, y: 700, r: 260, angle: 24, put: (x, y, r, a) => v.ginger(p, x, y, r, a), low: 0.5 }])
  for (const [x, y] of [[430, 930], [560, 960], [690, 945]]) { g.shadow(p, x, y + 46, 78, 26); p.draw(v.gingerFace(p, x, y, 80)) }
  g.light(p)
})
picture('ginger-basket', p => {
  const stamp = p.stamps(3, () => v.ginger(p, 0, 0, 100, p.dice.between(0, 90)))
  s.inTray(p, { item: (x, y, r, a) => stamp(x, y, r, a % 70 - 35), size: 145, count: 26, spread: 0.82 })
})
picture('sanqi', p => s.inTray(p, { item: ((stamp) => (x, y, r, a) => stamp(x, y, r, a % 80 - 40))(p.stamps(4, () => v.sanqi(p, 0, 0, 100, p.dice.between(0, 90)))), size: 88, count: 42, cloth: '#e2d8c6' }))
picture('sanqi-tin', p => {
  g.table(p, dusk)
  k.tin(p, 420, 330, 380, 520, '#6a4a2c')
  s.pile(p, [[760, 760, 130], [950, 800, 115], [640, 930, 120], [840, 960, 135]].map(([x, y, r]) => ({ x, y, r, angle: p.dice.between(0, 90), put: (a, b, c, e) => v.sanqi(p, a, b, c, e), low: 0.66 })))
  g.light(p)
})

// — dragon fruit, passion fruit, guava, kiwifruit, plums
for (const [name, red, look] of [['pitaya-red', true, deep], ['pitaya-white', false, misty]]) {
  picture(name, p => {
    g.table(p, look)
    const item = (x, y, r, a) => f.pitaya(p, x, y, r, a)
    s.pile(p, [{ x: 350, y: 600, r: 225, angle: -18, put: item, low: 0.9, wide: 0.7 }, { x: 830, y: 590, r: 225, angle: 20, put: item, low: 0.9, wide: 0.7 }, { x: 590, y: 640, r: 240, angle: 2, put: item, low: 0.92, wide: 0.7 }])
    s.pile(p, [{ x: 860, y: 890, r: 190, angle: 64, put: (x, y, r, a) => f.pitayaFace(p, red, x, y, r, a), low: 0.62 }, { x: 400, y: 925, r: 178, angle: -70, put: (x, y, r, a) => f.pitayaFace(p, red, x, y, r, a), low: 0.62 }])
    g.light(p)
  })
}
picture('pitaya-red-box', p => {
  const stamp = p.stamps(3, i => f.pitaya(p, 0, 0, 100, [-6, 4, 10][i]))
  s.carton(p, { item: (x, y, r) => stamp(x, y, r), size: 150, rows: 2, columns: 5, table: deep, ink: '#9a1a4a' })
})
picture('pitaya-white-basket', p => {
  const stamp = p.stamps(3, i => f.pitaya(p, 0, 0, 100, [-14, 4, 18][i]))
  s.basket(p, { item: (x, y, r) => stamp(x, y, r), size: 165, table: misty })
})
for (const [name, kind, look] of [['passion-gold', 'passionGold', gold], ['passion-purple', 'passionPurple', deep]]) {
  picture(name, p => s.stack(p, { item: (x, y, r, a) => f.round(p, kind, x, y, r, a), face: (x, y, r, a) => f.passionFace(p, kind, x, y, r, a), size: 138, table: look, faces: 2, leaf: (x, y, l, a) => f.leaf(p, x, y, l, a, { tone: '#3f7f34', width: 0.3 }) }))
  picture(name + '-basket', p => {
    const stamp = p.stamps(3, i => f.round(p, kind, 0, 0, 100, [-30, 10, 40][i]))
    s.basket(p, { item: (x, y, r) => stamp(x, y, r), size: 82, table: look, front: [{ x: 940, y: 1010, r: 92, put: (x, y, r) => f.passionFace(p, kind, x, y, r, 10), low: 0.56, wide: 1 }] })
  })
}
picture('guava', p => s.stack(p, { item: (x, y, r, a) => f.round(p, 'guava', x, y, r, a), face: (x, y, r, a) => f.guavaFace(p, x, y, r, a), size: 148, table: misty, leaf: (x, y, l, a) => f.leaf(p, x, y, l, a, { tone: '#5a8a48', width: 0.26 }) }))
picture('guava-bruised', p => s.stack(p, { item: halfBruised(p, (x, y, r, a) => f.round(p, 'guava', x, y, r, a)), size: 148, table: dusk }))
picture('guava-basket', p => s.basket(p, { item: (x, y, r, a) => f.round(p, 'guava', x, y, r, a), size: 122, table: misty, leaf: (x, y, l, a) => f.leaf(p, x, y, l, a, { tone: '#5a8a48', width: 0.26 }) }))
for (const [name, red, look] of [['kiwi-red', true, misty], ['kiwi-green', false, deep]]) {
  picture(name, p => {
    g.table(p, look)
    const item = (x, y, r, a) => f.kiwi(p, red, x, y, r, a)
    s.pile(p, [{ x: 330, y: 650, r: 165, angle: 70, put: item, low: 0.7 }, { x: 880, y: 640, r: 165, angle: -64, put: item, low: 0.7 }, { x: 600, y: 620, r: 170, angle: 84, put: item, low: 0.7 }, { x: 470, y: 470, r: 155, angle: 96, put: item, floats: true }, { x: 740, y: 470, r: 155, angle: 78, put: item, floats: true }])
    s.pile(p, [{ x: 800, y: 885, r: 165, angle: -6, put: (x, y, r, a) => f.kiwiFace(p, red, x, y, r, a), low: 0.72 }, { x: 440, y: 905, r: 160, angle: 8, put: (x, y, r, a) => f.kiwiFace(p, red, x, y, r, a), low: 0.72 }])
    p.draw(f.leaf(p, 640, 330, 210, -30, { tone: '#4f8a3a', width: 0.42 }))
    g.light(p)
  })
}
picture('kiwi-red-box', p => {
  const stamp = p.stamps(3, i => f.kiwi(p, true, 0, 0, 100, [80, 96, 70][i]))
  s.carton(p, { item: (x, y, r) => stamp(x, y, r), size: 82, rows: 4, columns: 6, table: misty, ink: '#8a3a2a', spread: 6 })
})
picture('kiwi-green-basket', p => {
  const stamp = p.stamps(3, i => f.kiwi(p, false, 0, 0, 100, [80, 30, -40][i]))
  s.basket(p, { item: (x, y, r) => stamp(x, y, r), size: 98, table: deep, front: [{ x: 940, y: 1010, r: 96, put: (x, y, r) => f.kiwiFace(p, false, x, y, r), low: 0.6, wide: 1 }] })
})
picture('plum-niuxin', p => s.stack(p, { item: (x, y, r, a) => f.round(p, 'plum', x, y, r, a), size: 138, table: misty, leaf: (x, y, l, a) => f.leaf(p, x, y, l, a, { tone: '#5a8a3a', width: 0.22 }) }))
picture('plum-basket', p => s.basket(p, { item: (x, y, r, a) => f.round(p, 'plum', x, y, r, a), size: 98, table: misty, leaf: (x, y, l, a) => f.leaf(p, x, y, l, a, { tone: '#5a8a3a', width: 0.22 }) }))

// — bananas, lychees, longans
for (const [name, look] of [['banana', { fat: 1, count: 6 }], ['banana-fen', { fat: 1.7, count: 5 }]]) {
  picture(name, p => {
    g.table(p, name === 'banana' ? morning : gold)
    const [size, top] = name === 'banana' ? [560, 410] : [520, 470]
    g.shadow(p, 560, 890, 430, 80)
    p.draw(f.bananas(p, 760, top - 30, size * 0.86, { ...look, angle: -20 }), f.bananas(p, 430, top, size, { ...look, angle: 14 }))
    g.light(p)
  })
}
picture('banana-crate', p => {
  g.table(p, { horizon: 560, ...morning })
  g.boxBack(p, 600, 640, 840, 370)
  for (const [x, y, a] of [[300, 380, -8], [560, 330, 0], [820, 380, 8], [430, 440, -3], [700, 440, 5]]) p.draw(f.bananas(p, x, y, 300, { count: 5, angle: a }))
  g.boxFront(p, 600, 640, 840, 370, { mark: g.hillMark })
  g.light(p)
})
picture('banana-fen-basket', p => {
  g.table(p, gold)
  g.basketBack(p, 600, 620, 880, 450)
  for (const [x, y, a] of [[340, 360, -10], [600, 300, 2], [850, 370, 10], [470, 430, -4], [730, 430, 6]]) p.draw(f.bananas(p, x, y, 260, { fat: 1.7, count: 5, angle: a }))
  g.basketFront(p, 600, 620, 880, 450)
  g.light(p)
})
for (const [name, kind, look, tone] of [['lychee', 'lychee', deep, '#2f6a34'], ['longan', 'longan', gold, '#4f7f3a']]) {
  const leaf = p => (x, y, l, a) => f.leaf(p, x, y, l, a, { tone, width: 0.2, bend: 0.08, veins: 9 })
  picture(name, p => {
    const stamp = p.stamps(3, i => f.round(p, kind, 0, 0, 100, [-14, 8, 24][i]))
    s.stack(p, { item: (x, y, r) => stamp(x, y, r), face: (x, y, r, a) => f.peeled(p, kind, x, y - r * 0.2, r * 0.92, a), size: 134, table: look, leaf: leaf(p), faces: 2, faceAt: [890, 925] })
  })
  picture(name + '-basket', p => {
    const stamp = p.stamps(4, i => f.round(p, kind, 0, 0, 100, [-30, -8, 14, 30][i]))
    s.basket(p, { item: (x, y, r) => stamp(x, y, r), size: kind === 'lychee' ? 74 : 66, table: look, leaf: leaf(p), front: [{ x: 930, y: 1020, r: 84, put: (x, y, r) => f.peeled(p, kind, x, y, r), low: 0.9 }, { x: 1060, y: 1060, r: 74, put: (x, y, r) => stamp(x, y, r), low: 0.9 }] })
  })
}
picture('hawthorn-fresh', p => s.stack(p, { item: (x, y, r, a) => f.round(p, 'hawthorn', x, y, r, a), size: 132, table: dusk, leaf: (x, y, l, a) => f.leaf(p, x, y, l, a, { tone: '#5a8434', width: 0.3 }) }))
picture('hawthorn-dried', p => {
  const stamp = p.stamps(4, () => v.ring(p, 0, 0, 100, p.dice.between(0, 90)))
  s.inTray(p, { item: (x, y, r, a) => stamp(x, y, r, a % 40 - 20), size: 84, count: 62 })
})

// — grain, starch
const rice = { sticky: '#f6f1e2', black: '#3a2a38', white: '#f3efe0' }
for (const [name, tone, cloth] of [['rice-sticky', rice.sticky, '#b9a88a'], ['rice-black', rice.black, '#e6dcc8'], ['rice-white', rice.white, '#a8b09a']]) {
  picture(name, p => {
    g.linen(p, cloth)
    g.tray(p, 600, 600, 545)
    k.strewn(p, 600, 600, 470, k.riceGrain(p, tone), { count: 74, size: 106, each: 42 })
    g.light(p)
  })
}
const grainBowl = (p, tone, look, more) => s.inBowl(p, (x, y) => {
  const d = s.mound(p, x, y + 8, 335, 190, tone, { grain: '.09', dark: darker(tone, 0.5) })
  const stamp = p.stamps(3, () => Array.from({ length: 20 }, () => k.riceGrain(p, tone)(p.dice.around(0, 90), p.dice.around(0, 90), p.dice.between(0, 360))).join(''))
  p.draw(`<g ${p.clip(d)}>${Array.from({ length: 46 }, () => stamp(x + p.dice.around(0, 320), y - p.dice.between(-40, 190), 78, p.dice.around(0, 50))).join('')}<path d="${d}" fill="${p.radial(0.34, 0.2, 0.9, [[0, '#fff', 0.35], [0.45, '#fff', 0], [1, '#1c0a02', 0.5]])}"/></g>`)
}, { table: look, ...more })
picture('rice-black-bowl', p => grainBowl(p, rice.black, dusk, { band: '#8a4a2a' }))
picture('rice-five-colour', p => {
  g.linen(p, '#d8d2b8')
  g.bananaLeaf(p, 600, 600, 1300, 760, -16)
  const colours = ['#f7f2e4', '#f2c53d', '#b5382c', '#3a2440', '#6f8f3a']
  colours.forEach((tone, i) => {
    const [u, w] = turn(i * 72 - 90, [235, 0]), [x, y] = [600 + u, 610 + w]
    p.draw(g.castOf(p, s.ringOf(p, x, y, 165), 10, 16, 14, 0.45), `<path d="${s.ringOf(p, x, y, 165)}" fill="${darker(tone, 0.25)}"/>`)
    k.strewn(p, x, y, 165, k.riceGrain(p, tone), { clusters: 2, count: 20, size: 74, each: 26 })
  })
  g.light(p)
})
picture('rice-white-bag', p => {
  g.table(p, misty)
  k.sackBack(p, 600, 460, 640, 560)
  const d = s.mound(p, 600, 470, 280, 120, rice.white, { grain: '.1', dark: '#8a8468' })
  const stamp = p.stamps(3, () => Array.from({ length: 18 }, () => k.riceGrain(p, rice.white)(p.dice.around(0, 90), p.dice.around(0, 90), p.dice.between(0, 360))).join(''))
  p.draw(`<g ${p.clip(d)}>${Array.from({ length: 30 }, () => stamp(600 + p.dice.around(0, 260), 440 + p.dice.around(0, 90), 60, p.dice.around(0, 50))).join('')}</g>`)
  k.sackFront(p, 600, 460, 640, 560)
  p.draw(Array.from({ length: 26 }, () => k.riceGrain(p, rice.white)(p.dice.between(180, 1040), p.dice.between(1040, 1120), p.dice.between(0, 360))).join(''))
  g.light(p)
})
picture('maize-waxy', p => {
  g.table(p, gold)
  s.pile(p, [{ x: 620, y: 560, r: 330, angle: -8, put: (x, y, r, a) => v.maize(p, x, y, r, a), low: 0.3 }, { x: 600, y: 720, r: 350, angle: 4, put: (x, y, r, a) => v.maize(p, x, y, r, a), low: 0.3 }, { x: 640, y: 890, r: 350, angle: -5, put: (x, y, r, a) => v.maize(p, x, y, r, a), low: 0.3 }])
  g.light(p)
})
picture('maize-basket', p => {
  g.table(p, gold)
  g.basketBack(p, 600, 660, 860, 430)
  const cobs = p.stamps(2, i => v.maize(p, 0, 0, 100, [-96, -84][i]))
  for (const [x, y, a] of [[330, 520, -16], [470, 450, -6], [610, 430, 2], [740, 450, 8], [870, 520, 18]]) p.draw(cobs(x, y, 250, a))
  g.basketFront(p, 600, 660, 860, 430)
  g.light(p)
})
picture('noodle-canna', p => {
  g.table(p, misty)
  for (const [x, y, a] of [[600, 560, -5], [590, 720, 4], [620, 890, -3]]) p.draw(k.noodles(p, x, y, 420, a))
  g.light(p)
})
picture('noodle-rack', p => {
  g.table(p, { ...misty, horizon: 1240 })
  for (const [x, w] of [[120, 40], [1080, 40]]) p.draw(`<rect x="${x - w / 2}" y="60" width="${w}" height="1180" fill="${p.linear(0, 0, 1, 0, [[0, '#d9c07a'], [0.4, '#b5944a'], [1, '#6a5220']])}"/>`)
  for (const y of [150, 640]) {
    for (let i = 0; i < 150; i++) {
      const x = 165 + i * 5.8 + p.dice.around(0, 2), length = p.dice.between(390, 430)
      p.draw(`<path d="M${n(x)} ${y}q${n(p.dice.around(0, 10))} ${n(length / 2)} ${n(p.dice.around(0, 7))} ${n(length)}" stroke="${p.dice.one(['#d9cfba', '#b9ad96', '#f1ebdc', '#a89a80'])}" stroke-width="3.6" fill="none" opacity=".9"/>`)
    }
    p.draw(`<rect x="60" y="${y - 22}" width="1080" height="40" rx="18" fill="${p.linear(0, 0, 0, 1, [[0, '#ecd894'], [0.4, '#b99a50'], [1, '#6a5220']])}"/>` + [250, 480, 720, 950].map(x => `<rect x="${x}" y="${y - 25}" width="16" height="46" rx="6" fill="#8a6f34"/>`).join(''))
  }
  g.light(p)
})
picture('starch-canna', p => s.inBowl(p, (x, y) => s.mound(p, x, y + 8, 335, 200, '#fbf9f2', { grain: '.35', dark: '#a89f8a' }), { table: misty, glaze: '#8a9a8c', inside: '#7a8a7c', band: '#4a5a4c' }))
picture('starch-bowl', p => s.inBowl(p, (x, y) => {
  p.draw(`<ellipse cx="${x}" cy="${y + 6}" rx="336" ry="98" fill="${p.linear(0, 0, 1, 1, [[0, '#efe6d6'], [0.5, '#cdbfa8'], [1, '#a3927a']])}" opacity=".96"/>` + f.shine(p, x - 120, y - 20, 26, { angle: -6, stretch: 4, opacity: 0.8 }))
  for (let i = 0; i < 30; i++) p.draw(`<path d="${closed(placed([[-1, -0.6], [0.8, -1], [1, 0.5], [-0.4, 1]], x + p.dice.around(0, 190), y + 6 + p.dice.around(0, 52), p.dice.between(6, 15), p.dice.between(0, 360)), 0.4)}" fill="${p.dice.one(['#8a4f22', '#c98a4a', '#e3b47a', '#6a3414'])}"/>`)
}, { table: dusk, band: '#b5402c' }))

// — tea
const teas = { green: [['#5f7a48', '#7f9a68', '#b9c7a4', '#e4e8d8'], '#c9d878', misty, '#4f7a4a'], white: [['#a8b09a', '#d3d8c8', '#f0f1ea', '#8a9a78'], '#ecdca0', morning, '#a89a6a'], black: [['#3a2418', '#5a3420', '#c8923c', '#2a1a12'], '#b5541a', dusk, '#7a2c1c'] }
for (const [kind, [tones, liquor, look, tone]] of Object.entries(teas)) {
  picture(`tea-${kind}`, p => {
    g.linen(p, kind === 'black' ? '#e0d3ba' : '#cfcab2')
    g.tray(p, 600, 600, 545)
    k.strewn(p, 600, 600, 455, k.teaLeaf(p, tones), { clusters: 4, each: 34, count: 68, size: 108 })
    g.light(p)
  })
  picture(`tea-${kind}-cup`, p => {
    g.table(p, look)
    k.tin(p, 330, 300, 330, 470, tone)
    const buds = Array.from({ length: kind === 'black' ? 5 : 12 }, () => k.teaLeaf(p, tones, { length: 46, width: 7 })(770 + p.dice.around(0, 120), 690 + p.dice.around(0, 190), p.dice.around(-90, 24))).join('')
    k.glass(p, 770, 430, 360, 520, liquor, buds)
    p.draw(Array.from({ length: 40 }, () => k.teaLeaf(p, tones)(420 + p.dice.around(0, 200), 1020 + p.dice.around(0, 50), p.dice.around(0, 180))).join(''))
    g.light(p)
  })
}

// — nuts, spices, fungi
const inTray = (name, draw, options) => picture(name, p => {
  const stamp = p.stamps(options.variants ?? 4, () => draw(p, p.dice.between(0, 360)))
  s.inTray(p, { item: (x, y, r, a) => stamp(x, y, r, options.turn === false ? 0 : a % 50 - 25), ...options })
})
inTray('chestnut-basket', (p) => f.round(p, 'chestnut', 0, 0, 100, p.dice.around(0, 60)), { size: 66, count: 74 })
picture('chestnut', p => s.stack(p, { item: (x, y, r, a) => f.round(p, 'chestnut', x, y, r, a), size: 138, table: dusk }))
picture('walnut', p => {
  g.table(p, dusk)
  const item = (x, y, r, a) => v.walnut(p, x, y, r, a)
  s.pile(p, [[300, 650, 130], [560, 620, 138], [840, 650, 134], [430, 480, 122], [700, 460, 126]].map(([x, y, r], i) => ({ x, y, r, angle: i * 40 - 60, put: item, floats: i > 2 })))
  s.pile(p, [{ x: 470, y: 860, r: 140, angle: 10, put: item }, { x: 780, y: 890, r: 140, angle: -10, put: (x, y, r, a) => v.walnutFace(p, x, y, r, a), low: 0.8 }])
  g.light(p)
})
inTray('walnut-basket', (p, a) => v.walnut(p, 0, 0, 100, a % 70 - 35), { size: 74, count: 58, variants: 5 })
inTray('peanut-basket', (p, a) => v.peanut(p, 0, 0, 100, a), { size: 78, count: 80, variants: 5 })
picture('peanut', p => {
  g.linen(p, '#d9cdb0')
  g.bananaLeaf(p, 600, 600, 1260, 700, 20)
  const stamp = p.stamps(5, () => v.peanut(p, 0, 0, 100, p.dice.between(0, 180)))
  k.heap(p, 600, 600, 330, 34, (x, y) => p.soft(x + 12, y + 20, 92, 92, '#1a0a02', 0.36, { core: 0.45 }) + stamp(x, y, 96, p.dice.around(0, 20)))
  p.draw(v.peanut(p, 640, 560, 130, -14, true), v.peanut(p, 500, 720, 122, 24, true))
  g.light(p)
})
picture('anise', p => {
  g.planks(p, '#8f6238')
  const spots = [[600, 590, 230, 10], [250, 330, 175, 30], [930, 310, 185, -12], [290, 890, 180, 50], [930, 890, 190, 24], [590, 200, 120, 40], [600, 1020, 118, 8], [180, 610, 110, 0], [1030, 600, 112, 20]]
  for (const [x, y, r, a] of spots) p.draw(p.soft(x + 12, y + 18, r, r, '#140600', 0.6, { core: 0.5 }) + v.anise(p, x, y, r, a))
  g.light(p)
})
inTray('anise-basket', (p, a) => v.anise(p, 0, 0, 100, a), { size: 116, count: 30, variants: 3, spread: 0.86 })
picture('cassia', p => {
  g.table(p, dusk)
  for (const [x, y, a] of [[560, 560, -7], [640, 650, 5], [570, 740, -3], [640, 830, 6], [580, 920, -4]]) p.draw(v.cassia(p, x, y, 440, a))
  g.light(p)
})
picture('cassia-bundle', p => {
  g.linen(p, '#e2d6bd')
  for (let i = 0; i < 11; i++) p.draw(v.cassia(p, 600 + p.dice.around(0, 24), 380 + i * 42, 430, -18 + p.dice.around(0, 5)))
  p.draw(`<path d="M560 300Q640 560 610 900" stroke="#8a6a30" stroke-width="26" fill="none"/><path d="M556 300Q636 560 606 900" stroke="#e3c98a" stroke-width="11" fill="none" stroke-dasharray="24 8"/>`, v.anise(p, 250, 960, 95, 12), v.anise(p, 960, 950, 85, 30))
  g.light(p)
})
picture('shiitake', p => {
  g.planks(p, '#94683e')
  for (const [x, y, r, u] of [[330, 340, 175], [760, 300, 190], [980, 640, 165], [240, 720, 180], [590, 620, 205], [860, 930, 175, true], [480, 960, 170, true]]) p.draw(v.shiitake(p, x, y, r, p.dice.between(0, 360), u))
  g.light(p)
})
inTray('shiitake-basket', (p, a) => v.shiitake(p, 0, 0, 100, a), { size: 122, count: 26, variants: 4, spread: 0.82 })
picture('woodear', p => {
  g.linen(p, '#ddd2bb')
  for (let i = 0; i < 26; i++) { const [u, w] = turn(i * 137.5, [Math.sqrt(i / 26) * 400, 0]); p.draw(v.woodEar(p, 600 + u, 600 + w, p.dice.between(100, 135), p.dice.between(0, 360))) }
  g.light(p)
})
picture('woodear-bowl', p => s.inBowl(p, (x, y) => {
  const stamp = p.stamps(4, () => v.woodEar(p, 0, 0, 100, p.dice.between(0, 360)))
  for (const [row, count, w] of [[-60, 3, 300], [-20, 5, 500], [30, 6, 560]]) for (let i = 0; i < count; i++) p.draw(stamp(x + ((i + 0.5) / count - 0.5) * w, y + row + p.dice.around(0, 12), 100, p.dice.around(0, 30)))
}, { table: misty, band: '#4a6a4a' }))
picture('lingzhi', p => {
  g.table(p, dusk)
  s.pile(p, [{ x: 370, y: 560, r: 280, put: (x, y, r) => v.lingzhi(p, x, y, r, -6), low: 1 }, { x: 820, y: 640, r: 300, put: (x, y, r) => v.lingzhi(p, x, y, r, 8), low: 1 }], { ground: true })
  g.light(p)
})
inTray('lingzhi-slices', (p, a) => v.lingzhiSlice(p, 0, 0, 100, a), { size: 120, count: 64, variants: 5 })

// — bamboo shoots
const amber = ['#f0c878', '#d29a48', '#94601f']
picture('shoot-dried', p => {
  g.linen(p, '#dccfb2')
  for (let i = 0; i < 22; i++) p.draw(v.strip(p, 600 + p.dice.around(0, 170), 600 + p.dice.around(0, 300), p.dice.between(250, 330), p.dice.around(-20, 40), amber, { width: 0.13, wave: 0.07 }))
  g.light(p)
})
inTray('shoot-dried-basket', (p, a) => v.strip(p, 0, 0, 100, a, amber, { width: 0.2 }), { size: 150, count: 60, variants: 6 })
picture('shoot-fresh', p => {
  g.table(p, deep)
  s.pile(p, [{ x: 300, y: 610, r: 290, angle: -8, put: (x, y, r, a) => v.shoot(p, x, y, r, a), low: 0.95, wide: 0.5 }, { x: 880, y: 600, r: 290, angle: 9, put: (x, y, r, a) => v.shoot(p, x, y, r, a), low: 0.95, wide: 0.5 }, { x: 590, y: 640, r: 320, angle: 1, put: (x, y, r, a) => v.shoot(p, x, y, r, a), low: 0.95, wide: 0.5 }])
  s.pile(p, [{ x: 860, y: 960, r: 190, angle: 78, put: (x, y, r, a) => v.shoot(p, x, y, r, a, true), low: 0.4 }])
  g.light(p)
})
picture('shoot-fresh-basket', p => {
  g.table(p, deep)
  g.basketBack(p, 600, 680, 860, 410)
  for (const [x, y, a] of [[330, 520, -16], [870, 520, 16], [470, 470, -7], [740, 470, 7], [605, 480, 1]]) p.draw(v.shoot(p, x, y, 260, a))
  g.basketFront(p, 600, 680, 860, 410)
  g.light(p)
})
const sour = p => (x, y, r) => Array.from({ length: 12 }, () => v.strip(p, x + p.dice.around(0, r), y + p.dice.around(0, r), r * 0.9, p.dice.around(0, 80), ['#f7f0cc', '#e3d391', '#b89c50'], { width: 0.12, wave: 0.12 })).join('')
picture('shoot-sour', p => {
  g.table(p, misty)
  const inside = Array.from({ length: 40 }, () => v.strip(p, 600 + p.dice.around(0, 190), 640 + p.dice.around(0, 270), 130, p.dice.around(0, 90), ['#f7f0cc', '#e3d391', '#b89c50'], { width: 0.1 })).join('')
  k.jar(p, 600, 240, 460, 730, '#e0d394', { cloth: '#b5402c', label: false, content: inside + v.chilli(p, 520, 700, 70, 30) + v.chilli(p, 690, 560, 70, -40) })
  g.light(p)
})
picture('shoot-sour-bowl', p => s.inBowl(p, (x, y) => {
  for (let i = 0; i < 44; i++) p.draw(v.strip(p, x + p.dice.around(0, 220), y - 20 + p.dice.around(0, 60), 100, p.dice.around(0, 40), ['#f7f0cc', '#e3d391', '#b89c50'], { width: 0.12, wave: 0.12 }))
  p.draw(v.chilli(p, x - 90, y - 40, 74, 20), v.chilli(p, x + 110, y - 10, 70, -24))
}, { table: deep, band: '#3f6f8f' }))

// — oil, honey, sugar, ginger crystals
const camelliaFruit = (p) => (x, y, r, a) => {
  const half = closed(placed([[-1, 0], [-0.8, -0.6], [0, -0.9], [0.8, -0.6], [1, 0], [0.6, 0.3], [-0.6, 0.3]], x, y, r, a))
  return f.rounded(p, half, p.radial(0.36, 0.3, 0.85, [[0, '#b5a05a'], [0.6, '#8a6a38'], [1, '#5a3a1c']]), { shade: '#2a1606' })
}
const camelliaSeed = (p) => (x, y, r, a) => {
  const d = closed(placed([[-0.9, 0.2], [-0.5, -0.7], [0.3, -0.9], [0.9, -0.2], [0.6, 0.6], [-0.2, 0.8]], x, y, r, a))
  return f.rounded(p, d, p.radial(0.34, 0.28, 0.85, [[0, '#7a5038'], [0.5, '#42261a'], [1, '#1c0e08']]), { shade: '#0a0402' }) + f.shine(p, x - r * 0.3, y - r * 0.35, r * 0.13, { opacity: 0.6 })
}
const camelliaFlower = (p, x, y, r) => {
  let out = ''
  for (let i = 0; i < 6; i++) {
    const d = closed(placed([[0.05, 0], [0.3, -0.36], [0.78, -0.42], [1, -0.12], [0.88, 0.05], [1, 0.2], [0.74, 0.44], [0.3, 0.34]], x, y, r, i * 60 + 12))
    out += `<path d="${d}" transform="translate(4 7)" fill="#2a2a10" opacity=".3" ${p.blur(5)}/><path d="${d}" fill="${p.radial(0.4, 0.4, 0.7, [[0, '#fffdf2'], [0.7, '#fdf9ec'], [1, '#e3dcc4']])}"/>`
  }
  for (let i = 0; i < 34; i++) { const [u, w] = turn(i * 137.5, [Math.sqrt(i / 34) * r * 0.3, 0]); out += `<circle cx="${n(x + u)}" cy="${n(y + w)}" r="${n(r * 0.035)}" fill="${p.dice.one(['#f5b81c', '#e89a0c', '#fbd24a'])}"/>` }
  return out
}
picture('oil-bottle', p => {
  g.table(p, deep)
  k.bottle(p, 440, 150, 250, 800)
  k.bottle(p, 730, 190, 250, 780)
  const seed = camelliaSeed(p)
  s.pile(p, [[920, 960, 44], [1000, 990, 40], [860, 1010, 42], [960, 1040, 40], [240, 1000, 42], [310, 1040, 40]].map(([x, y, r], i) => ({ x, y, r, angle: i * 50, put: seed })))
  p.draw(camelliaFlower(p, 250, 900, 105), f.leaf(p, 300, 950, 190, 20, { tone: '#2f6a34', width: 0.28 }), f.leaf(p, 200, 960, 170, 160, { tone: '#2f6a34', width: 0.28 }))
  g.light(p)
})
picture('oil-can', p => {
  g.table(p, dusk)
  k.tin(p, 520, 260, 460, 690, '#d9a41c', { handle: true, ink: '#fbf3d6' })
  p.draw(camelliaFlower(p, 900, 930, 120), f.leaf(p, 960, 980, 200, 16, { tone: '#2f6a34', width: 0.28 }), f.leaf(p, 850, 1000, 180, 150, { tone: '#2f6a34', width: 0.28 }))
  g.light(p)
})
picture('oil-seeds', p => {
  const seeds = p.stamps(5, i => camelliaSeed(p)(0, 0, 100, i * 70)), husks = p.stamps(2, i => camelliaFruit(p)(0, 0, 100, i * 90))
  s.inTray(p, { item: (x, y, r, a) => p.dice.next() > 0.14 ? seeds(x, y, r * 0.8, a % 60 - 30) : husks(x, y, r * 1.35, a % 90), size: 62, count: 120, extra: () => p.draw(camelliaFlower(p, 860, 330, 125), f.leaf(p, 930, 380, 200, 24, { tone: '#2f6a34', width: 0.28 })) })
})
for (const [name, tone, look, cloth] of [['honey-lychee', '#eda52c', gold, '#d9b46a'], ['honey-winter', '#a8762c', misty, '#6f8a5a']]) {
  picture(name, p => {
    g.table(p, look)
    k.jar(p, 420, 280, 410, 640, tone, { cloth })
    s.pile(p, [{ x: 850, y: 830, r: 200, angle: -8, put: (x, y, r, a) => k.honeycomb(p, x, y, r, a), low: 0.5 }])
    g.light(p)
  })
}
picture('honey-comb', p => {
  g.planks(p, '#9a6a3c')
  k.plate(p, 600, 620, 980, { deep: 0.8, band: '#a8742c' })
  p.draw(`<path d="${closed(placed([[-1, 0], [-0.6, -0.5], [0.2, -0.62], [0.9, -0.3], [1, 0.2], [0.5, 0.6], [-0.4, 0.55]], 600, 650, 380))}" fill="${p.radial(0.4, 0.3, 0.8, [[0, '#ffd25a', 0.9], [0.6, '#e8961a', 0.85], [1, '#a85a0a', 0.85]])}"/>`)
  p.draw(k.honeycomb(p, 590, 570, 310, -6))
  g.light(p)
})
picture('sugar-brown', p => {
  g.planks(p, '#b08a5c')
  for (const [x, y, r] of [[330, 330, 150], [650, 300, 160], [940, 370, 140], [250, 640, 155], [560, 600, 185], [880, 660, 165], [400, 920, 160], [730, 930, 165], [1010, 940, 130]]) p.draw(v.brownSugar(p, x, y, r, p.dice.around(0, 24)))
  g.light(p)
})
picture('sugar-brown-bowl', p => s.inBowl(p, (x, y) => {
  for (const [u, w, r] of [[-150, -60, 95], [10, -110, 100], [160, -60, 95], [-210, 10, 85], [-70, -10, 100], [90, 0, 100], [220, 15, 80]]) p.draw(v.brownSugar(p, x + u, y + w, r, p.dice.around(0, 30)))
}, { table: dusk, band: '#8a4a2a' }))
picture('ginger-crystal', p => {
  g.table(p, dusk)
  k.tin(p, 440, 330, 380, 500, '#b5622c')
  g.shadow(p, 850, 960, 200, 50)
  s.mound(p, 850, 930, 190, 120, '#e0a64c', { grain: '.16', dark: '#6a3a0c' })
  s.pile(p, [{ x: 650, y: 980, r: 110, angle: 20, put: (x, y, r, a) => v.ginger(p, x, y, r, a), low: 0.5 }])
  g.light(p)
})
picture('ginger-tea', p => {
  g.table(p, dusk)
  k.glass(p, 560, 360, 400, 560, '#b5641c', v.gingerFace(p, 500, 640, 56) + v.gingerFace(p, 630, 740, 52))
  p.draw(`<g ${p.blur(14)} opacity=".5"><path d="M500 330q-50-70 0-130t0-130M600 330q50-70 0-140t10-120" stroke="#fff" stroke-width="22" fill="none"/></g>`)
  s.pile(p, [{ x: 900, y: 880, r: 150, angle: -20, put: (x, y, r, a) => v.ginger(p, x, y, r, a), low: 0.5 }])
  for (const [x, y] of [[250, 950], [350, 990]]) { g.shadow(p, x, y + 36, 62, 20); p.draw(v.gingerFace(p, x, y, 64)) }
  g.light(p)
})

// — meat and poultry
const hooks = (p, spots, y) => {
  g.table(p, { ...hearth, horizon: 1240 })
  p.draw(`<rect x="-20" y="96" width="1240" height="54" rx="22" fill="${p.linear(0, 0, 0, 1, [[0, '#a87a48'], [0.4, '#7a5028'], [1, '#3a2008']])}"/><rect x="-20" y="96" width="1240" height="54" ${p.grain('.01 .1', '#2a1404', 0.6, { gain: 5 })}/>`)
  p.draw(spots.map(x => `<path d="M${x} 92q-22 40 0 60t0 ${y}" stroke="#d9c08a" stroke-width="10" fill="none"/>`).join(''))
}
picture('pork-cured', p => {
  hooks(p, [290, 600, 910], 80)
  for (const [x, r] of [[290, 370], [600, 390], [910, 365]]) p.draw(k.porkBelly(p, x, 250 + r, r, 90))
  g.light(p)
})
const board = (p, tone) => { g.planks(p, '#7f5632'); s.choppingBoard(p, 600, 610, 980, 760, tone) }
picture('pork-cured-plate', p => {
  g.linen(p, '#d9ccb0')
  k.plate(p, 600, 610, 980, { deep: 0.8, band: '#8a4a2a' })
  for (let row = 0; row < 4; row++) for (let i = 0; i < 4; i++) p.draw(k.porkSlice(p, 410 + i * 125 + row * 10, 420 + row * 110, 130, -62 + p.dice.around(0, 6)))
  for (let i = 0; i < 7; i++) p.draw(v.chilli(p, 600 + p.dice.around(0, 300), 600 + p.dice.around(0, 180), 52, p.dice.between(0, 360)))
  g.light(p)
})
picture('sausage', p => {
  hooks(p, [300, 600, 900], 40)
  for (const x of [220, 400, 520, 690, 820, 990]) for (const y of [360, 690]) p.draw(k.sausage(p, x, y + p.dice.around(0, 24), 165, 90 + p.dice.around(0, 5), 0.12))
  g.light(p)
})
picture('sausage-plate', p => {
  board(p)
  p.draw(k.sausage(p, 480, 400, 300, -12, 0.26), k.sausage(p, 560, 520, 300, -8, 0.26))
  for (let i = 0; i < 13; i++) p.draw(k.sausageSlice(p, 300 + i * 52, 800 + Math.sin(i / 2) * 30, 84, -20))
  p.draw(v.chilli(p, 900, 420, 100, 30), v.chilli(p, 930, 500, 90, -10))
  g.light(p)
})
const jerky = ['#a8543a', '#7a2c1c', '#42120a']
inTray('beef-jerky', (p, a) => v.strip(p, 0, 0, 100, a, jerky, { width: 0.2, gloss: 0.25 }), { size: 130, count: 62, variants: 6 })
picture('beef-plate', p => {
  board(p)
  for (let i = 0; i < 24; i++) p.draw(v.strip(p, 600 + p.dice.around(0, 230), 600 + p.dice.around(0, 190), p.dice.between(150, 210), p.dice.around(-15, 50), jerky, { width: 0.17, gloss: 0.28 }))
  p.draw(v.chilli(p, 250, 900, 110, -20), v.anise(p, 960, 360, 80, 10))
  g.light(p)
})
const black = ['#6f6570', '#463c48', '#1f1822']
picture('duck-cured', p => {
  hooks(p, [360, 860], 10)
  p.draw(k.pressedDuck(p, 360, 660, 380), k.pressedDuck(p, 860, 670, 370))
  g.light(p)
})
picture('duck-plate', p => {
  g.linen(p, '#d9ccb0')
  k.plate(p, 600, 620, 1000, { deep: 0.82, band: '#3f6f8f' })
  for (let i = 0; i < 15; i++) {
    const [u, w] = [i % 5 - 2, Math.floor(i / 5) - 1]
    const d = closed(placed([[-1, -0.3], [0, -0.5], [1, -0.3], [0.95, 0.35], [0, 0.5], [-0.95, 0.35]], 600 + u * 125 + p.dice.around(0, 10), 600 + w * 150 + p.dice.around(0, 10), 112, -70 + p.dice.around(0, 8)))
    p.draw(`<path d="${d}" transform="translate(6 11)" fill="#140400" opacity=".45" ${p.blur(8)}/>`, f.rounded(p, d, p.linear(0, 0, 1, 0, [[0, '#e9a64c'], [0.22, '#c97a24'], [0.3, '#f3dcb0'], [0.42, '#c98a6a'], [1, '#9a4a38']]), { shade: '#3a1004', depth: 0.4, over: `<path d="${d}" ${p.grain('.05 .02', '#5a1c0c', 0.4, { gain: 4 })}/>` }))
  }
  p.draw(v.springOnions(p, 930, 960, 170, -30, 8))
  g.light(p)
})
picture('chicken-soup', p => s.inBowl(p, (x, y) => {
  p.draw(`<ellipse cx="${x}" cy="${y + 6}" rx="336" ry="98" fill="${p.radial(0.4, 0.35, 0.8, [[0, '#f3cf6a'], [0.6, '#d9a53c'], [1, '#a06a1c']])}"/>`)
  for (const [u, w, r, a] of [[-150, -6, 92, 10], [20, -40, 105, -6], [170, 4, 88, 14]]) {
    const d = closed(placed([[-1, 0], [-0.6, -0.55], [0.2, -0.62], [0.9, -0.3], [1, 0.15], [0.3, 0.4], [-0.6, 0.36]], x + u, y + w, r, a))
    p.draw(f.rounded(p, d, p.radial(0.36, 0.3, 0.85, [[0, black[0]], [0.6, black[1]], [1, black[2]]]), { shade: '#0a060c' }) + f.shine(p, x + u - r * 0.3, y + w - r * 0.3, r * 0.1, { opacity: 0.5 }))
  }
  for (let i = 0; i < 16; i++) p.draw(`<circle cx="${n(x + p.dice.around(0, 290))}" cy="${n(y + 20 + p.dice.around(0, 60))}" r="${n(p.dice.between(6, 20))}" fill="#ffe08a" opacity=".55" stroke="#c98a1c" stroke-width="2"/>`)
  for (let i = 0; i < 9; i++) p.draw(`<ellipse cx="${n(x + p.dice.around(0, 240))}" cy="${n(y + 10 + p.dice.around(0, 60))}" rx="15" ry="10" fill="#c8281a"/>`)
  p.draw(v.gingerFace(p, x - 40, y + 50, 36), v.gingerFace(p, x + 90, y + 56, 32))
}, { table: dusk, band: '#3f6f8f' }))

export { pictures }
