import { gzipSync } from "node:zlib"
import type { RunningApp } from "../start/app.ts"
import { filesOf, mostScripts, mostStyles, Scales } from "./page-weight.ts"
import type { Measurement } from "./report.ts"

const htmlLimit = 150 * 1024

/** Compressed size (gzip, as it is sent) of a page's HTML and of all files that it loads. */
export async function measureSizes(app: RunningApp, path: string): Promise<Measurement> {
  const answer = await fetch(new URL(path, app.url))
  const html = await answer.text()
  const bytes = gzipSync(html, { level: 6 }).length
  const { scripts, styles, missing } = await new Scales(app.url).weigh(filesOf(html))
  const found = answer.status === 200 && missing.length === 0
  const kilobytes = (size: number) => `${(size / 1024).toFixed(1)} KB`
  const measured = `HTML ${kilobytes(bytes)}, JavaScript ${kilobytes(scripts)}, CSS ${kilobytes(styles)}`
  return {
    name: `size of ${path}`,
    measured: found ? measured : `answered ${answer.status}, without ${missing.join(", ")}: ${measured}`,
    limit: "150 KB, 90 KB, 20 KB",
    ok: found && bytes <= htmlLimit && scripts <= mostScripts && styles <= mostStyles,
  }
}
