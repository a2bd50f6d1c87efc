import { expect, test } from "vitest"
import { publicApp, visibleText } from "../../support/public-app.ts"
import { fixtureEdition } from "../../support/public-fixture.ts"

const app = publicApp()
const cards = app.fixture.cards.get("2026Q2") ?? []

test("an estate shows band, score to two decimals, rank with range and one sentence", async () => {
  const card = cards.find((known) => known.rank === 3)!
  const seen = visibleText(await app.page(`/estates/${card.slug}`))
  expect(seen).toContain(card.base!.toFixed(2))
  expect(seen).toContain("第 3 名")
  expect(seen).toMatch(/在 \d+ 个已评分小区中第 3 名/)
  expect(seen).toContain("权重浮动 ±25%")
})

test("every indicator stands there with its value or the word for its state", async () => {
  const states = new Set<string>()
  for (const card of cards.filter((known) => known.base !== null)) {
    const html = await app.page(`/estates/${card.slug}`)
    for (const result of card.indicators) {
      const row = html.slice(html.indexOf(`<li class="indicator" id="${result.code}">`)).split("</li><li")[0]!
      states.add(result.state)
      if (result.measure === null)
        expect(visibleText(row)).toMatch(/未报送|不适用|基数太小|不公开（人数过少）/)
      else expect(visibleText(row)).toMatch(/区级核定|抽查/)
    }
    expect(card.indicators.length).toBe(fixtureEdition.indicators.length)
  }
  expect([...states].sort()).toEqual(["missing", "not_applicable", "suppressed", "too_few", "verified"])
})

test("a suppressed count shows its word and never the number", async () => {
  const card = cards.find((known) => known.indicators.some(({ state }) => state === "suppressed"))!
  const code = card.indicators.find(({ state }) => state === "suppressed")!.code
  const html = await app.page(`/estates/${card.slug}`)
  const row = html.slice(html.indexOf(`id="${code}"`)).split('<li class="indicator"')[0]!
  const inputs = visibleText(row.slice(row.indexOf('<ul class="typed"')).split("</ul>")[0]!)
  expect(inputs).toContain("不公开（人数过少）")
  expect(inputs).not.toMatch(/\d/)
})

test("points that nobody can compute again are named, where a release has no disclosure; elsewhere nothing is said", async () => {
  const of = (hidden: boolean) =>
    cards.find(
      ({ base, indicators }) =>
        base !== null && indicators.some(({ state }) => state === "suppressed") === hidden,
    )!
  const [hidden, open] = [of(true), of(false)]
  const seen = visibleText(await app.page(`/estates/${hidden.slug}`))
  const titles = hidden.indicators
    .filter(({ state }) => state === "suppressed")
    .map(({ code }) => fixtureEdition.indicators.find((one) => one.code === code)!.title.zh)
  expect(seen).toContain("有的得分不能用公开数据重算")
  expect(seen).toContain(`${titles.join("、")}的得分由没有公开的人数算出`)
  expect(visibleText(await app.page(`/estates/${open.slug}`))).not.toContain("不能用公开数据重算")
})

test("数据不足 and the company's share of confirmed values stand on the page, or that it was not counted", async () => {
  const [plain, card] = cards.filter(({ base, company }) => base !== null && company !== null)
  const page = async (slug: string) => visibleText(await app.page(`/estates/${slug}?quarter=2026Q2`))
  expect(await page(plain!.slug)).toContain("核实一致率：这次发布没有统计")
  Object.assign(card!, {
    confirmed: { values: 118, of: 120, estates: 3 },
    fewAnswers: { answered: 9, asked: 39 },
  })
  const seen = await page(card!.slug)
  expect(seen).toContain(
    `核实一致率：${card!.company}在这次发布的 3 个小区里填报的数据，118 / 120 项经核查没有改动（98.3%）`,
  )
  expect(seen).toContain("数据不足")
  expect(seen).toContain("应提供 39 项数据，只回答了 9 项，不到 60%")
})

test("an estate that was not scored says why and has no figures", async () => {
  for (const outcome of ["not_reported", "under_check", "returned"] as const) {
    const card = cards.find((known) => known.outcome === outcome)
    if (!card) continue
    const seen = visibleText(await app.page(`/estates/${card.slug}?quarter=2026Q2`))
    expect(seen).toMatch(/这个季度(未报送|仍在核实|的填报已退回)/)
    expect(seen).not.toContain("综合分")
  }
})

test("the baseline is the last quarter before the present company, or the reader's choice", async () => {
  const changed = Object.entries(app.fixture.state().tenures).find(([, tenures]) => tenures.length > 1)!
  const slug = changed[0]
  const html = await app.page(`/estates/${slug}?quarter=2026Q1`)
  expect(html).toMatch(/<option value="2025Q2" selected/)
  expect(visibleText(html)).toContain("接手前最后一个季度：2025 年第 2 季度")
  const chosen = await app.page(`/estates/${slug}?quarter=2026Q1&baseline=2025Q4`)
  expect(chosen).toMatch(/<option value="2025Q4" selected/)
  expect(visibleText(await app.page(`/estates/${slug}?baseline=2031Q1`, 404))).toContain("没有这个季度")
})

test("press records: facts with their source, only what follows, no total, band or rank", async () => {
  const lanzuan = visibleText(await app.page("/estates/sihai-yijia-lanzuan-2"))
  expect(lanzuan).toContain("华西社区报")
  expect(lanzuan).toMatch(/志愿家庭占比[^。]*3\.71 %[^。]*100%/)
  expect(lanzuan).toMatch(/便民服务品类.*100%/)
  expect(lanzuan).toContain("31 项指标所需的数未公开")
  expect(lanzuan).toContain("示范小区")
  // The foot of every page links to the awards; what counts is what is said of the estate.
  const [said = ""] = /<main[\s\S]*<\/main>/.exec(await app.page("/estates/zhongda-junyue-jinsha")) ?? []
  const junyue = visibleText(said)
  expect(junyue).toContain("不足以算出任何一项指标")
  for (const seen of [lanzuan, junyue])
    expect(seen).not.toMatch(/第 \d+ 名|基础分 \d|优良|达标|待提升|示范候选/)
  expect(junyue).not.toMatch(/入选|获奖/)
})

test("an unknown estate or quarter is a helpful 404", async () => {
  expect(visibleText(await app.page("/estates/nowhere", 404))).toContain("没有这个小区")
  expect(visibleText(await app.page(`/estates/${cards[0]!.slug}?quarter=1999Q9`, 404))).toContain(
    "没有这个季度",
  )
})

test("a year says of how many quarters it is the mean and which is missing", async () => {
  const quartersOf = (slug: string) =>
    [1, 2, 3, 4].filter((quarter) =>
      app.fixture.cards.get(`2025Q${quarter}`)?.some((card) => card.slug === slug && card.base !== null),
    )
  const yearOf = (count: number) =>
    app.fixture.cards
      .get("2025")!
      .find(({ slug, base }) => base !== null && quartersOf(slug).length === count)!
  const whole = visibleText(await app.page(`/estates/${yearOf(4).slug}?quarter=2025`))
  expect(whole).toContain("由 4 个季度平均。各维度得分分别平均")
  // A year that was released before there was this keeps its hash and says so; a later one has the sum of its quarters.
  const year = app.fixture.cards
    .get("2025")!
    .find((card) => card.base !== null && card.company !== null && card !== yearOf(4))!
  expect(whole).toContain("核实一致率：这次发布没有统计")
  Object.assign(year, { confirmed: { values: 470, of: 480, estates: 3 } })
  expect(visibleText(await app.page(`/estates/${year.slug}?quarter=2025`))).toContain(
    `${year.company}在这一年各季度的发布里，3 个小区填报的数据，470 / 480 项经核查没有改动（97.9%）`,
  )
  const { slug } = yearOf(3)
  const [missing] = [1, 2, 3, 4].filter((quarter) => !quartersOf(slug).includes(quarter))
  const page = visibleText(await app.page(`/estates/${slug}?quarter=2025`))
  expect(page).toContain(`由 3 个季度平均，缺第 ${missing} 季度。`)
  expect(visibleText(await app.page(`/estates/${slug}`))).not.toContain("个季度平均")
})

test("a value of an indicator with several methods names the inputs of the one that counted", async () => {
  const formula = "节水量 ÷ 户数（登记）"
  const first = cards.find(({ indicators }) =>
    indicators.some((one) => one.code === "WTR-01" && one.measure !== null && one.alternative === 0),
  )!
  const html = await app.page(`/estates/${first.slug}`)
  const row = html.slice(html.indexOf('<li class="indicator" id="WTR-01">')).split("</li><li")[0]!
  expect(visibleText(row)).toContain(formula)
  const other = cards.find(({ slug, base }) => base !== null && slug !== first.slug)!
  const compared = visibleText(await app.page(`/compare?estates=${first.slug},${other.slug}`))
  expect(compared).toContain(formula)
  expect(compared).toContain("不同算法的值不能互比")
  expect(compared).not.toContain("立方米/户·季 或 %")
})

test("links to an estate's page show its plain answer, or why it has no score, in at most 160 characters", async () => {
  for (const card of cards) {
    const html = await app.page(`/estates/${card.slug}`)
    const [, shown = ""] = /<meta name="description" content="([^"]*)"/.exec(html) ?? []
    const [, lead = ""] = /<p class="lead">(.*?)<\/p>/.exec(html) ?? []
    expect(shown.startsWith(`${card.name}，2026 年第 2 季度成绩单：`)).toBe(true)
    expect([...shown].length).toBeLessThanOrEqual(160)
    if (card.base === null) expect(shown).toMatch(/没有得分/)
    else expect(shown).toContain(lead.split("。")[0])
  }
})

test("from a quarter that it was exempted from an estate's page and the ranking say so, over the newest that holds it", async () => {
  const own = publicApp()
  const { manifest } = own.fixture.releases("2026Q2")
  const [card] = own.fixture.cards.get("2026Q2")?.splice(3, 1) ?? []
  Object.assign(manifest, { format: 2, exempt: [{ slug: card!.slug, name: card!.name }] })
  for (const asked of ["", "?quarter=2026Q2"]) {
    const seen = visibleText(await own.page(`/estates/${card!.slug}${asked}`))
    expect(seen).toContain("2026 年第 2 季度免报")
    expect(seen).toContain("免报不是未报送")
    expect(seen).toContain("下面是2026 年第 1 季度的结果")
  }
  expect(visibleText(await own.page(`/estates/${card!.slug}?quarter=2026Q1`))).not.toContain("免报")
  const other = own.fixture.cards.get("2026Q2")?.[0]
  expect(visibleText(await own.page(`/estates/${other!.slug}`))).not.toContain("免报")
  const ranking = visibleText(await own.page("/ranking?quarter=2026Q2&page=2"))
  expect(ranking).toContain("另有 1 个小区经批准免报，没有参加这一季度")
  expect(ranking).toContain(card!.name)
})
