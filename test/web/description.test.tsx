import { expect, test } from "vitest"
import { texts } from "../../web/text/text.ts"
import { describe as inOneLine } from "../../web/ui/description.ts"
import { Page } from "../../web/ui/page.tsx"
import { TextProvider } from "../../web/ui/use-text.ts"

test("a description is one line of at most 160 characters, cut where a sentence or a word ends", () => {
  expect(inOneLine(" 两行\n  文字 ")).toBe("两行 文字")
  const sentences = "一句话。".repeat(60)
  const cut = inOneLine(sentences)
  expect([...cut].length).toBeLessThanOrEqual(160)
  expect(cut).toMatch(/一句话…$/)
  expect([...inOneLine("𠮷".repeat(400))].length).toBe(160)
  expect(inOneLine("word ".repeat(60))).toMatch(/word…$/)
})

test("what people typed stays words in it", () => {
  const page = <Page title="x" description={`"><script>alert(1)</script>&`} />
  const html = String(<TextProvider value={texts.zh}>{page}</TextProvider>)
  expect(html).toContain(
    '<meta name="description" content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"/>',
  )
})
