import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { gzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { filesOf, Scales } from "../../scripts/bench/page-weight.ts"

const files: Record<string, string> = {
  "/assets/a.js": `import"./shared.js";const words="taken from";say("words, not a file")`,
  "/assets/b.js": `import{x}from"./shared.js";x()`,
  "/assets/shared.js": `export const x=()=>1`,
  "/assets/site.css": "body{color:#000}",
}

test("a page is weighed with what its scripts import, each file once, and with what is missing", async () => {
  const server = createServer(({ url = "" }, answer) => {
    const content = files[url]
    if (content === undefined) return answer.writeHead(404).end()
    const body = gzipSync(content)
    const type = url.endsWith(".css") ? "text/css" : "text/javascript"
    answer.writeHead(200, { "content-type": type, "content-encoding": "gzip", "content-length": body.length })
    answer.end(body)
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const tags = ["a.js", "b.js", "none.js"].map(
      (name) => `<script type="module" src="/assets/${name}"></script>`,
    )
    const html = `<link rel="icon" href="/x.svg"><link rel="stylesheet" href="/assets/site.css">${tags.join("")}`
    const weight = await new Scales(site).weigh(filesOf(html))
    const packed = (name: string) => gzipSync(files[`/assets/${name}`] ?? "").length
    expect(weight).toEqual({
      scripts: packed("a.js") + packed("b.js") + packed("shared.js"),
      styles: packed("site.css"),
      missing: [`${site}/assets/none.js`],
    })
  } finally {
    server.close()
  }
})
