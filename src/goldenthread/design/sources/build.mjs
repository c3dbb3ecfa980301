// Builds what pages need into static/goldenthread: one stylesheet, one script, the typeface. Run by `npm run build`.
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import esbuild from 'esbuild'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const project = join(here, '..', '..', '..', '..')
const modules = join(project, 'node_modules')
const out = join(here, '..', 'static', 'goldenthread')
const WEIGHTS = [400, 500, 600]
const SUBSETS = ['latin', 'latin-ext'] // latin-ext for Welsh names

await mkdir(join(out, 'fonts'), { recursive: true })

const styles = await sass.compileAsync(join(here, 'styles', 'main.scss'), {
  style: 'compressed',
  loadPaths: [modules],
  quietDeps: true,
  importers: [{ findFileUrl: (url) => (url.startsWith('govuk-frontend') ? pathToFileURL(join(modules, url)) : null) }],
})
await writeFile(join(out, 'main.css'), styles.css)

await esbuild.build({
  entryPoints: [join(here, 'main.mjs')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  outfile: join(out, 'main.js'),
  legalComments: 'inline',
  nodePaths: [modules],
  logLevel: 'warning',
})

for (const subset of SUBSETS) {
  for (const weight of WEIGHTS) {
    const name = `inter-${subset}-${weight}-normal.woff2`
    await copyFile(join(modules, '@fontsource', 'inter', 'files', name), join(out, 'fonts', name))
  }
}
await copyFile(join(modules, '@fontsource', 'inter', 'LICENSE'), join(out, 'fonts', 'LICENSE.txt'))
await copyFile(join(here, 'mark.svg'), join(out, 'mark.svg'))
console.log(`Assets built: ${out}`)
