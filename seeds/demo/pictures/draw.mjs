// Draws the demo region's pictures into a folder: node seeds/demo/pictures/draw.mjs FOLDER [NAME…]
// The build does so; to work on a picture, draw it somewhere and look at it in a browser.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pictures } from './pictures.mjs'
import { places } from './places.mjs'

const [folder, ...wanted] = process.argv.slice(2)
if (!folder) throw new Error('Where to? node draw.mjs FOLDER [NAME…]')
mkdirSync(folder, { recursive: true })
for (const [name, draw] of [...pictures, ...places]) {
  if (wanted.length === 0 || wanted.some(start => name.startsWith(start))) writeFileSync(join(folder, `${name}.svg`), draw().toString())
}
