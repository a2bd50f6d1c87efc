import { Hono } from "hono"
import { expect, test } from "vitest"
import { paths } from "../../../web/paths.ts"
import { texts } from "../../../web/text/text.ts"
import { formatScore } from "../../../web/ui/format.ts"
import { gzip } from "../../../worker/gateways/gzip.ts"
import { syllables } from "../../../worker/gateways/pinyin.ts"
import { qrCode } from "../../../worker/gateways/qr.ts"
import { simplify } from "../../../worker/gateways/simplified.ts"
import { createServe } from "../../../worker/http/public/serve.ts"
import { publicReportPages } from "../../../worker/http/routes/public-reports.tsx"
import { publicApp, visibleText } from "../../support/public-app.ts"

const site = "https://shige.example"
const words = texts.zh.publicPages.report
const app = publicApp()
const { fixture } = app
const serve = createServe({
  reader: () => fixture.reader,
  gzip: () => gzip,
  spelling: () => ({ simplify, syllables }),
})
const reports = new Hono().route(
  "/",
  publicReportPages(serve, () => ({ site, qrCode })),
)
const cards = fixture.cards.get("2026Q2") ?? []

async function report(path: string, status = 200) {
  const answer = await reports.request(path)
  expect(answer.status).toBe(status)
  return await answer.text()
}

test("an estate's report says what its released scorecard says, and what that rests on", async () => {
  const state = await fixture.reader.state()
  const release = state.releases.find(({ period }) => period === "2026Q2")
  const scored = cards.filter(({ base }) => base !== null).slice(0, 6)
  expect(scored.length).toBeGreaterThan(0)
  for (const card of scored) {
    const seen = visibleText(await report(paths.estateReport(card.slug, { quarter: "2026Q2" })))
    expect(seen).toContain(card.name)
    expect(seen).toContain(formatScore(card.base ?? 0, 2))
    if (card.rank !== null && card.range !== null) {
      expect(seen).toContain(texts.zh.site.rank(card.rank))
      expect(seen).toContain(`第 ${card.range.p5}–${card.range.p95} 名`)
    }
    for (const { points, full } of card.dimensionDetail)
      expect(seen).toContain(`${formatScore(points, 1)} / ${full}`)
    const told = [
      release?.manifestHash ?? "-",
      release?.manifest.edition.version ?? "-",
      `${site}${paths.estate(card.slug, { quarter: "2026Q2" })}`.replaceAll("&", "&amp;"),
      texts.zh.site.disclaimer,
      words.page(1, 1),
    ]
    for (const one of told) expect(seen).toContain(one)
    // A value that is withheld stands in no report, whatever its indicator scored.
    expect(seen).not.toContain("NaN")
  }
})

test("an estate without a score is told why, and has no figures", async () => {
  const unscored = cards.filter(({ base }) => base === null)
  expect(unscored.length).toBeGreaterThan(0)
  for (const card of unscored) {
    const seen = visibleText(await report(paths.estateReport(card.slug, { quarter: "2026Q2" })))
    expect(seen).toContain(texts.zh.publicPages.estate.outcomeTitle[card.outcome])
    expect(seen).not.toContain(words.indicators)
    expect(seen).not.toContain(words.five)
  }
  const [press] = (await fixture.reader.state()).press
  if (press) expect(visibleText(await report(paths.estateReport(press.slug)))).toContain(words.noDataText)
})

test("a district's report has the medians, counts and rows of its page", async () => {
  for (const code of new Set(cards.map(({ district }) => district))) {
    const seen = visibleText(await report(paths.districtReport(code, { quarter: "2026Q2" })))
    const page = visibleText(await app.page(paths.group("district", code, { quarter: "2026Q2" })))
    const own = cards.filter(({ district }) => district === code)
    const sentence = `${own.length} 个小区参评，${own.filter(({ base }) => base !== null).length} 个已评分`
    expect(seen).toContain(sentence)
    const median =
      /基础分中位数 [\d.]+ 分，全市 [\d.]+ 分|已评分不足 \d+ 个，不算中位数/.exec(page)?.[0] ?? "-"
    expect(seen).toContain(median)
    for (const { rank } of own.slice(0, 3))
      if (rank !== null) expect(seen).toContain(texts.zh.site.rank(rank))
  }
})

test("what does not exist has no report", async () => {
  await report("/estates/no-such-estate/report", 404)
  await report("/districts/999999/report", 404)
  await report(paths.estateReport(cards[0]?.slug ?? "-", { quarter: "1999Q1" }), 404)
})
