import { paths } from "../paths.ts"

declare const ASSET_NAMES: Record<string, string> | undefined

/**
 * The browser files of this build: the name that pages use (`site.css`) and the one that holds a hash of the content
 * (`site.0a1b2c3d4e.css`), so that a browser may keep it for ever. esbuild defines it; tests in Node run without.
 */
export const assetNames: ReadonlyMap<string, string> = new Map(
  Object.entries(typeof ASSET_NAMES === "undefined" ? {} : ASSET_NAMES),
)

const contentHash = /\.[0-9a-f]{10}(?=\.[a-z]+$)/

/** The name that pages use of a file, whatever its content was. */
export function plainName(name: string): string {
  return name.replace(contentHash, "")
}

/** The address of a browser file, by the name that pages use. */
export function asset(name: string): string {
  return paths.asset(assetNames.get(name) ?? name)
}
