import { gzipSync } from "node:zlib"
import type { RunningApp } from "../start/app.ts"
import type { Measurement } from "./report.ts"

const htmlLimit = 150 * 1024
const scriptLimit = 90 * 1024

async function compressed(url: URL): Promise<{ bytes: number; text: string; status: number }> {
  const answer = await fetch(url)
  const body = Buffer.from(await answer.arrayBuffer())
  return { bytes: gzipSync(body, { level: 6 }).length, text: body.toString("utf8"), status: answer.status }
}

/** Addresses of the scripts that a page loads. */
function scriptsOf(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  const found = tags.flatMap((tag) => {
    if (tag.startsWith("<link") && !/rel="modulepreload"/.test(tag)) return []
    return /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []
  })
  return [...new Set(found)].map((address) => address.replaceAll("&amp;", "&"))
}

/** Compressed size (gzip, as an edge sends it) of a page's HTML and of all scripts that it loads. */
export async function measureSizes(app: RunningApp, path: string): Promise<Measurement> {
  const { bytes, text, status } = await compressed(new URL(path, app.url))
  let scripts = 0
  let found = status === 200
  for (const address of scriptsOf(text)) {
    const script = await compressed(new URL(address, app.url))
    scripts += script.bytes
    found &&= script.status === 200
  }
  const kilobytes = (size: number) => `${(size / 1024).toFixed(1)} KB`
  return {
    name: `size of ${path}`,
    measured: `${found ? "" : `answered ${status}: `}HTML ${kilobytes(bytes)}, JavaScript ${kilobytes(scripts)}`,
    limit: "150 KB, 90 KB",
    ok: found && bytes <= htmlLimit && scripts <= scriptLimit,
  }
}
