import { globSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { Miniflare } from "miniflare"
import { expect, test } from "vitest"
import { compatibility } from "../../scripts/start/runtime.ts"
import { useText } from "../../web/ui/use-text.ts"
import { renderTogether } from "./use-text-probe.tsx"

const languages = ["zh", "en", "en", "zh", "en", "zh"] as const
/** One before all, three times before, after and within a wait, one after all. */
const seen = languages.map((language) => Array(11).fill(language).join(" "))

test("pages rendered at once keep their own words, whatever waits between", async () => {
  expect(await renderTogether(languages)).toEqual(seen)
})

test("so they do in one isolate of workerd, within a request and across requests", async () => {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("./use-text-probe.tsx", import.meta.url))],
    bundle: true,
    format: "esm",
    write: false,
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
  })
  const script = bundle.outputFiles[0]?.text ?? ""
  const miniflare = new Miniflare({ modules: true, script, ...compatibility })
  try {
    const ask = async (asked: readonly string[]) => {
      const answer = await miniflare.dispatchFetch("http://page/", {
        method: "POST",
        body: JSON.stringify(asked),
      })
      return answer.json()
    }
    const [one, two] = await Promise.all([ask(languages), ask(languages.toReversed())])
    expect(one).toEqual(seen)
    expect(two).toEqual(seen.toReversed())
  } finally {
    await miniflare.dispose()
  }
})

test("without a provider there are no words: nobody gets those of another request", () => {
  expect(() => String((<Lost />).toString())).toThrow("no TextProvider")
})

function Lost() {
  return <p>{useText().language}</p>
}

test("no component is handed its words", () => {
  const files = globSync("{web,worker}/**/*.tsx")
  expect(files.length).toBeGreaterThan(200)
  const handed = files.flatMap((file) => {
    const lines = readFileSync(file, "utf8").split("\n")
    return lines
      .filter((line) => /\btext=\{|\btext: Text\b.*\}\) \{/.test(line))
      .map((line) => `${file}: ${line}`)
  })
  expect(handed).toEqual([])
})
