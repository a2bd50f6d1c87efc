import { existsSync, readFileSync } from "node:fs"
import { readdir } from "node:fs/promises"
import { join } from "node:path"

/** The browser files of a build, in memory: a megabyte, asked for by every visitor. */
export async function assetFiles(folder: string): Promise<{ fetch(url: string): Promise<Response> }> {
  const names = existsSync(folder) ? await readdir(folder) : []
  const files = new Map(names.map((name) => [`/assets/${name}`, readFileSync(join(folder, name))]))
  return {
    async fetch(url) {
      const bytes = files.get(new URL(url).pathname)
      if (!bytes) return new Response(null, { status: 404 })
      return new Response(new Uint8Array(bytes), { headers: { "content-length": String(bytes.byteLength) } })
    },
  }
}
