/** What the README promises is what there is. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { optionNames } from './all-options.ts'
import { createApi } from './create-api.ts'
import { themeNames } from './theme.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const readme = read('README.md')

function section(name: string): string {
  return new RegExp(`## ${name}\n(.*?)\n## `, 's').exec(readme)?.[1] ?? ''
}

const found = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort()

/** First cells of the rows of a table. */
const firstCells = (text: string) => found(text, /^\| (`.*?) \|/gm).join(' ')

describe('the README', () => {
  it('has every option', () => {
    expect(found(firstCells(section('Options')), /`(\w+)`/g)).toEqual([...optionNames].sort())
  })

  it('has every command', () => {
    const reject = () => Promise.reject()
    const files = { panel: reject, core: reject, extras: reject, byName: reject }
    const chat = createApi({ sources: [{}], files, element: null })
    expect(found(firstCells(section('Commands')), /`(\w+)/g)).toEqual(Object.keys(chat).sort())
  })

  it('has every event', () => {
    const declared = /export interface ChatEvents \{(.*?)\n\}/s.exec(read('src/api/events.ts'))?.[1]
    const listed = /`(ready [^`]+)`/.exec(section('Events'))?.[1]?.split(/\s+/) ?? []
    expect(listed.sort()).toEqual(found(declared ?? '', /^ {2}'?([a-z-]+)'?:/gm))
  })

  it('has every custom property that a site may set, and they are those of the style sheet', () => {
    const documented = found(firstCells(section('Theming')), /`--pl-([a-z-]+)`/g)
    const styled = found(read('src/shadow/tokens.css'), /^ {2}--pl-([a-z-]+):/gm)
    expect([documented, styled]).toEqual([[...themeNames].sort(), [...themeNames].sort()])
  })

  it('has every part that is drawn', () => {
    const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test'))
      .map((file) => read(`src/${file}`))
      .join('\n')
    const drawn = [
      ...found(sources, /\bpart(?:=|: |', )(?:"|')([a-z -]+)/g),
      ...found(sources, /part=\{[^}]*?'(bubble[a-z -]*)'/g),
    ].flatMap((names) => names.split(' '))
    expect(found(section('Theming'), /::part\(([a-z-]+)\)/g)).toEqual([...new Set(drawn)].sort())
  })
})
