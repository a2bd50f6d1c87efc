import { readFileSync } from "node:fs"
import { isApi } from "../../../worker/http/api/api-path.ts"
import type { FrontDoor } from "../front-door.ts"
import type { ActAnswers } from "./replay.ts"
import { axes } from "./states.ts"
import { actText } from "./table.ts"

/** Acts by their first line, and the addresses of pages at which nothing is ever written, each with the reason. */
export interface GoldenActs {
  acts: Record<string, string>
  silent: string[]
}

const nouns = [...new Set(axes.map(({ noun }) => noun))]

/** What a walk found, as the file says it. */
export function goldenActs(app: FrontDoor["app"], tables: readonly ActAnswers[]): GoldenActs {
  const texts = tables.map((one) => actText(one, nouns))
  const acts = Object.fromEntries(texts.map((text) => [text.split("\n")[0] ?? "", text]))
  const forms = app.routes.filter(({ method, path }) => method !== "ALL" && method !== "GET" && !isApi(path))
  const addresses = new Set(forms.map(({ method, path }) => `${method} ${path}`))
  const silent = [...addresses].filter((address) => !tables.some(({ route }) => route === address))
  return { acts, silent }
}

/** What people wrote down: blocks with an empty line between them, `#` before what is said to the reader only. */
export function goldenFile(): GoldenActs {
  const text = readFileSync(new URL("../../golden/acts.txt", import.meta.url), "utf8")
  const blocks = text
    .replace(/^#.*\n/gm, "")
    .trim()
    .split(/\n{2,}/)
  const silent = (blocks.pop() ?? "").split("\n").slice(1)
  return {
    acts: Object.fromEntries(blocks.map((block) => [block.split("\n")[0] ?? "", block])),
    silent: silent.map((line) => line.trim().split("  ")[0] ?? ""),
  }
}
