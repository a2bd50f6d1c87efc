import { build } from "esbuild"
import { compatibility, sharedOptions, startMiniflare } from "../start/runtime.ts"

const source = `
import { Hono } from "hono"
const app = new Hono()
app.all("/", (c) => c.html(BODY))
export default app
`

/**
 * A bare Hono handler on the same workerd with the same settings, which answers with `body`; its address goes straight
 * to workerd, as that of the application does.
 */
export async function startBareHono(data: string, body: string) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: "js" },
    define: { BODY: JSON.stringify(body) },
    bundle: true,
    format: "esm",
    target: "es2023",
    write: false,
  })
  const miniflare = startMiniflare({
    ...sharedOptions(data, () => {}),
    workers: [
      {
        name: "bare",
        modules: [{ type: "ESModule", path: "bare.js", contents: outputFiles[0]?.text ?? "" }],
        ...compatibility,
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      },
    ],
  })
  const url = await miniflare.unsafeGetDirectURL("bare")
  return { url, close: () => miniflare.dispose() }
}
