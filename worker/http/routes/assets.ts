import { Hono } from "hono"
import { paths } from "../../../web/paths.ts"
import { assetNames, plainName } from "../../../web/ui/asset.ts"
import type { AppEnv } from "../app-env.ts"
import { packedAnswer, takes } from "../packing.ts"
import { isKnown } from "../public/page-cache.ts"

/** A file of the build by its name; null where there are none, or the platform serves them itself. */
export type OpenAsset = (bindings: object, name: string) => Promise<OpenedAsset | null>

interface OpenedAsset {
  body: ReadableStream
  /** In bytes. */
  length: string
}

const contentTypes: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
}

const ending = (name: string) => name.slice(name.lastIndexOf(".") + 1)
const present = new Set(assetNames.values())

/** The packed file to send instead of a file of text, and its encoding. */
function packing(name: string, accepted: string | undefined): { suffix: string; encoding?: string } {
  if (ending(name) === "png") return { suffix: "" }
  if (takes("br", accepted)) return { suffix: ".br", encoding: "br" }
  return takes("gzip", accepted) ? { suffix: ".gz", encoding: "gzip" } : { suffix: "" }
}

/**
 * The browser files, where nothing in front of the Worker serves them. A page of an earlier version still finds its
 * looks: old names lead to the present file, except those of scripts, which may no longer fit the page; it works without.
 */
export const assetRoutes = (openAsset: OpenAsset) =>
  new Hono<AppEnv>().get("/assets/:name", async (c) => {
    const name = c.req.param("name")
    const plain = plainName(name)
    if (!present.has(name)) {
      if (!assetNames.has(plain) || ending(plain) === "js") return c.notFound()
      c.header("cache-control", "no-store")
      return c.redirect(paths.asset(assetNames.get(plain) ?? plain), 302)
    }
    const etag = `W/"${name}"`
    const headers: Record<string, string> = {
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": contentTypes[ending(name)] ?? "application/octet-stream",
      vary: "Accept-Encoding",
      etag,
    }
    if (isKnown(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers)
    const { suffix, encoding } = packing(name, c.req.header("accept-encoding"))
    const file = await openAsset(c.env, name + suffix)
    if (!file) return c.notFound()
    headers["content-length"] = file.length
    if (encoding) headers["content-encoding"] = encoding
    return packedAnswer(file.body, { headers })
  })
