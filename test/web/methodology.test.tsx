import { expect, test } from "vitest"
import { MethodologyPage } from "../../web/pages/public/methodology.tsx"
import { texts } from "../../web/text/text.ts"
import { TextProvider } from "../../web/ui/use-text.ts"
import type { Edition } from "../../worker/domain/scoring/edition.ts"
import { editionOf, readJson, SECOND_EDITION } from "../domain/scoring/editions.ts"
import { fixtureEdition } from "../support/public-fixture.ts"

const second = editionOf(readJson(SECOND_EDITION))

function pageOf(edition: Edition, language: "zh" | "en") {
  const page = <MethodologyPage edition={edition} periods={["2026Q2"]} />
  const html = String(<TextProvider value={texts[language]}>{page}</TextProvider>)
  const seen = html
    .replace(/<[^>]+>/g, " ")
    .replace(/&quot;|&#39;/g, "'")
    .replace(/\s+/g, " ")
  return { html, seen }
}

test("the checks of an edition are told in full, in both languages", () => {
  const zh = pageOf(second, "zh")
  const en = pageOf(second, "en")
  for (const { id, title } of second.checks!) {
    expect(zh.seen).toContain(title.zh)
    expect(en.seen.replaceAll("'", "")).toContain(title.en.replaceAll("'", ""))
    expect(zh.html).toContain(`<code>${id}</code>`)
  }
  expect(zh.seen).toContain("已整改的隐患 ≤ 本季度发现的隐患 + 上季结转的隐患")
  expect(zh.seen).toContain("绿化用地面积 = 上季度的“绿化用地面积”")
  expect(zh.seen).toContain("4 个季度前的“节水量”不少于 1时核对")
  expect(zh.seen).toContain("活动参与人次 ≤ 3 × 户数（登记） × 文化活动场次")
  expect(zh.seen).toContain("必须成立，否则不能通过核查")
  expect(zh.seen).toMatch(/仅当[^。]*等于 0时核对。/)
  expect(en.seen).toContain("must hold, or the figures do not pass verification")
  expect(zh.seen + en.seen).not.toMatch(/NaN|undefined|\[object/)
})

test("what small counts leave to be seen is told, and what a bonus may be", () => {
  const { seen, html } = pageOf(second, "zh")
  expect(seen).toContain("公开的数写作 1-4")
  expect(seen).toContain("只能是 0、1、2、3 分之一")
  expect(seen).toContain("任何人都能逐位重算")
  expect(seen).not.toContain("不能由此精确重算")
  expect(html).toContain('href="#disclosure"')
  expect(Buffer.byteLength(html)).toBeLessThan(150 * 1024)
})

test("an edition without them says nothing of either", () => {
  const { seen, html } = pageOf(fixtureEdition, "zh")
  expect(html).not.toMatch(/#checks|#disclosure/)
  expect(seen).not.toContain("合理性核对")
  expect(seen).toContain("1–4 不公开")
  expect(seen).toContain("不能由此精确重算")
  expect(seen).toContain("最多 3 分")
})
