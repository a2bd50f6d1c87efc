import { expect, test } from "vitest"
import { publicApp, visibleText } from "../../support/public-app.ts"

const app = publicApp()
const english = publicApp(app.fixture, "en")
const search = (q: string, more = "") => `/?q=${encodeURIComponent(q)}${more}`
const cards = app.fixture.cards.get("2026Q2") ?? []

test.each([
  ["中大君悦金沙", "zhongda-junyue-jinsha"],
  ["四海逸家蓝钻二期", "sihai-yijia-lanzuan-2"],
  ["四海逸家蓝钻2期", "sihai-yijia-lanzuan-2"],
  ["shyjlz", "sihai-yijia-lanzuan-2"],
  ["四海逸佳蓝钻", "sihai-yijia-lanzuan-2"],
])("%s finds its estate, on the page and among suggestions", async (q, slug) => {
  expect(await app.page(search(q))).toContain(`/estates/${slug}`)
  expect(await app.page(`/suggestions?q=${encodeURIComponent(q)}`)).toContain(`/estates/${slug}`)
})

test("a former name finds an estate, and only until it is no more", async () => {
  const own = publicApp()
  const [card] = cards
  expect(await own.page(search("碧水云天苑"))).not.toContain(`/estates/${card?.slug}`)
  own.fixture.change({ former: { [card?.slug ?? ""]: ["碧水云天苑"] } })
  expect(await own.page(search("碧水雲天苑"))).toContain(`/estates/${card?.slug}`)
})

test("the number said is the number of rows behind the link, page by page", async () => {
  const district = cards[0]?.placeNames[0] ?? ""
  const html = await app.page(search(district))
  const mine = cards.filter(({ placeNames }) => placeNames[0] === district)
  const seen = visibleText(html)
  expect(seen).toMatch(/区（市）县 1 个/)
  const pressToo = app.fixture.state().press.filter(({ placeNames }) => placeNames[0] === district)
  expect(seen).toContain(`小区 ${mine.length + pressToo.length} 个`)
  const all = await app.page(search(district, "&in=estate"))
  expect(all.match(/class="hit"/g)).toHaveLength(mine.length + pressToo.length)
  expect(await app.page(search("没有这个地方啊", "&in=estate"))).toContain("没有找到")
  await app.page(search(district, "&in=estate&page=2"), 404)
  await app.page(search(district, "&in=nothing"), 404)
})

test("what was not found exactly says so, and in English", async () => {
  const name = cards.find(({ name }) => name.length >= 4)?.name ?? ""
  const wrong = `${name.slice(0, -1)}龘`
  expect(visibleText(await app.page(search(wrong)))).toContain(`没有叫“${wrong}”的，下面是最接近的`)
  expect(visibleText(await english.page(search(wrong)))).toContain("these are closest")
})

test.each([
  ["60 KB", "锦江 ".repeat(20_000)],
  ["emoji", "😀👨‍👩‍👧"],
  ["one letter", "a"],
  ["NUL", "\u0000锦\u0000"],
  ["a script", `"><script>alert(1)</script>`],
  ["white space", "   "],
])("%s is answered without harm", async (_, q) => {
  for (const path of ["/?q=", "/suggestions?q="]) {
    const answer = await app.get(`${path}${encodeURIComponent(q)}`)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).not.toContain("<script>alert")
    expect(html.length).toBeLessThan(150 * 1024)
  }
})

test("suggestions are a list box whose options lead somewhere, and say how many they are", async () => {
  const html = await app.page("/suggestions?q=jin")
  expect(html).toMatch(/role="listbox"/)
  const options = html.match(/role="option"/g)?.length ?? 0
  expect(options).toBeGreaterThan(0)
  expect(html).toContain(`data-said="${options} 条建议`)
  expect(new Set(html.match(/id="suggested-[a-z]+-\d+"/g)).size).toBe(options)
})
