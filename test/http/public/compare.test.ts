import { expect, test } from "vitest"
import { publicApp, visibleText } from "../../support/public-app.ts"

const app = publicApp()
const cards = app.fixture.cards.get("2026Q2") ?? []
const scored = cards.filter((card) => card.base !== null)
const slugs = scored.map((card) => card.slug)

test("two to eight estates stand on one axis, each removable by a link", async () => {
  const chosen = slugs.slice(0, 3)
  const html = await app.page(`/compare?estates=${chosen.join(",")}`)
  for (const card of scored.slice(0, 3)) expect(html).toContain(`移除${card.name}`)
  expect(html).toContain(`href="/compare?estates=${chosen[1]},${chosen[2]}"`)
  expect(html.match(/class="dot-row"/g)?.length).toBe(33)
  expect(html).toContain("chart-median")
})

test("one estate is not enough, nine are cut to eight, strangers are named", async () => {
  expect(visibleText(await app.page(`/compare?estates=${slugs[0]}`))).toContain("至少选 2 个小区")
  const nine = visibleText(await app.page(`/compare?estates=${slugs.slice(0, 9).join(",")}`))
  expect(nine).toContain("最多对比 8 个小区")
  const html = await app.page(`/compare?estates=${slugs[0]},${slugs[1]},nowhere,zhongda-junyue-jinsha`)
  expect(visibleText(html)).toContain("“nowhere”在这个季度没有参评")
  expect(visibleText(html)).toContain("“zhongda-junyue-jinsha”只见于报道")
})

test("a name is added by a small form: one meaning leads to its address, several are offered", async () => {
  const one = await app.get(`/compare?estates=${slugs[0]}&add=${encodeURIComponent(scored[1]!.name)}`)
  expect(one.status).toBe(302)
  expect(one.headers.get("location")).toBe(`/compare?estates=${slugs[0]},${slugs[1]}`)
  const several = await app.page(`/compare?estates=${slugs[0]}&add=${encodeURIComponent("锦江区")}`)
  expect(visibleText(several)).toContain("“锦江区”可能是")
  const none = await app.page(`/compare?add=${encodeURIComponent("<b>")}`)
  expect(visibleText(none)).toContain("没有找到")
  expect(none).toContain('aria-invalid="true"')
  expect(none).not.toContain("<b>”")
})

test.each(["estates=,,,", `estates=${"a,".repeat(3000)}`, "estates=../../etc", "estates=%00", "quarter=x"])(
  "%s never breaks the page",
  async (query) => {
    const response = await app.get(`/compare?${query}`)
    expect([200, 404]).toContain(response.status)
  },
)
