/** Bytes that a page's own files take on the wire, packed with gzip. */
export interface PageWeight {
  scripts: number
  styles: number
  /** Files that could not be had. */
  missing: string[]
}

/** What a page may load: with more of either, `npm run check` and `npm run bench` fail. */
export const mostScripts = 90 * 1024
export const mostStyles = 20 * 1024

/** Addresses of the scripts and style sheets that a page loads, each once. */
export function filesOf(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  const loading = tags.filter(
    (tag) => tag.startsWith("<script") || /rel="(stylesheet|modulepreload)"/.test(tag),
  )
  const found = loading.flatMap((tag) => /\s(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? [])
  return [...new Set(found)].map((address) => address.replaceAll("&amp;", "&"))
}

/** Files that a script loads before it runs; esbuild writes `import"./x.js"` and `from"./x.js"`. */
const importsOf = (script: string) =>
  [...script.matchAll(/\b(?:import|from)\s*"(\.?\.?\/[^"]+)"/g)].map(([, name = ""]) => name)

/** Follows the files of pages and what they import; keeps what it has weighed. */
export class Scales {
  readonly #site: string
  readonly #weighed = new Map<string, Promise<{ bytes: number | null; imports: string[] }>>()

  constructor(site: string) {
    this.#site = site
  }

  async #weigh(address: string): Promise<{ bytes: number | null; imports: string[] }> {
    const answer = await fetch(address, { headers: { "accept-encoding": "gzip" } })
    const text = await answer.text()
    const packed = answer.ok && answer.headers.get("content-encoding") === "gzip"
    const isScript = answer.headers.get("content-type")?.includes("javascript") ?? false
    return {
      bytes: packed ? Number(answer.headers.get("content-length")) : null,
      imports: isScript ? importsOf(text).map((name) => new URL(name, address).href) : [],
    }
  }

  /** Weighs what a page with these files loads. A file that is not sent packed counts as missing. */
  async weigh(files: readonly string[]): Promise<PageWeight> {
    const weight: PageWeight = { scripts: 0, styles: 0, missing: [] }
    const all = new Set(files.map((file) => new URL(file, this.#site).href))
    for (const address of all) {
      const known = this.#weighed.get(address) ?? this.#weigh(address)
      this.#weighed.set(address, known)
      const { bytes, imports } = await known
      for (const imported of imports) all.add(imported)
      if (bytes === null) weight.missing.push(address)
      else weight[new URL(address).pathname.endsWith(".css") ? "styles" : "scripts"] += bytes
    }
    return weight
  }
}
