import { expect } from "vitest"
import { demonstrationPassword } from "../../schema/seed/demonstration/accounts.ts"
import { findPlaces } from "../../scripts/bench/places.ts"
import { unusedCode } from "../../scripts/start/demonstration-code.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { journey, openVisitor, pageFaults, type Visitor } from "../support/browser.ts"

const app = useTestApp()

/** From a page into English and to the same page. */
async function chooseEnglish(visitor: Visitor): Promise<void> {
  const { page } = visitor
  const before = page.url()
  await page.getByRole("banner").getByRole("link", { name: "English" }).click()
  await page.waitForLoadState("load")
  expect(page.url()).toBe(before)
  visitor.language = "en"
  expect(await pageFaults(visitor)).toEqual([])
}

/** What is wrong with the width and the language of the page that is open. */
async function shapeFaults({ page }: Visitor): Promise<string[]> {
  const { over, language } = await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true
    const { scrollWidth, clientWidth, lang } = document.documentElement
    return { over: scrollWidth - clientWidth, language: lang }
  })
  return [
    ...(over > 0 ? [`${over} px wider than the window`] : []),
    ...(language === "en" ? [] : [`language ${language}`]),
  ]
}

/** Where the links within an element lead on this site. */
function linksOf({ page }: Visitor, within: string): Promise<string[]> {
  return page
    .locator(`${within} a[href^='/']`)
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href") ?? ""))])
}

/** Opens pages; `*` at the end of one stands for what comes there first of the links that were seen so far. */
async function look(visitor: Visitor, wanted: readonly string[]): Promise<Record<string, string[]>> {
  const { page } = visitor
  const seen = new Set<string>()
  const found: Record<string, string[]> = {}
  for (const one of wanted) {
    const start = one.slice(0, -1)
    const path = one.endsWith("*")
      ? [...seen].find((link) => link.startsWith(start) && !link.startsWith(`${start}new`))
      : one
    const answer = path === undefined ? null : await page.goto(app().url + path)
    if (!answer?.ok()) found[one] = [`${answer?.status() ?? "no such link"}`]
    else {
      const faults = await shapeFaults(visitor)
      if (faults.length > 0) found[path ?? one] = faults
    }
    for (const link of await linksOf(visitor, "main")) seen.add(link)
  }
  return found
}

journey(
  "a reader on a phone chooses English and stays on the page; no public page scrolls sideways",
  async () => {
    const visitor = await openVisitor({ width: 360, javaScript: false })
    const { slug, released } = await findPlaces(app().libsqlUrl)
    await visitor.page.goto(app().url + paths.ranking({ quarter: released, sort: "name" }))
    await chooseEnglish(visitor)
    const found = await look(visitor, [
      paths.home(),
      paths.ranking(),
      paths.estate(slug),
      paths.estate("sihai-yijia-lanzuan-2"),
      paths.compare([slug, "hefeng-yuan"], { quarter: released }),
      paths.methodology("cd-wwsg-2023"),
      paths.programmes(),
      `${paths.programmes()}/*`,
      paths.awards(),
      "/certificates/*",
      paths.signIn(),
      paths.reference(),
    ])
    await visitor.page.goto(app().url + paths.home())
    await visitor.page.getByRole("banner").getByRole("link", { name: "中文" }).click()
    expect(await visitor.page.locator("html").getAttribute("lang")).toBe("zh-CN")
    await visitor.close()
    expect(found).toEqual({})
  },
)

/** Signs in without looking at the way there, which other journeys walk. */
async function signIn(visitor: Visitor, account: string): Promise<void> {
  const email = `${account}@demo.shige.example`
  const send = (path: string, form: Record<string, string>) =>
    visitor.context.request.post(app().url + path, { form, headers: { origin: app().url }, maxRedirects: 0 })
  const answer = await send(paths.signIn(), { email, password: demonstrationPassword })
  if (answer.headers()["location"]?.startsWith(paths.signInCode()))
    await send(paths.signInCode(), { code: await unusedCode(app().url, email) })
}

const desks: Record<string, string[]> = {
  editor: [paths.desk(), paths.filing(), "/filing/*", paths.nominations(), "/nominations/*", paths.account()],
  manager: [paths.members(), "/members/*", paths.audit(), paths.keys(), paths.deletion()],
  district: [paths.verification(), "/verification/2*", paths.quarters(), "/quarters/*", paths.registry()],
  chair: [paths.selection(), "/selection/*"],
  judge: [paths.judging(), "/judging/*", "/reviews/*"],
}

journey("no desk scrolls sideways in English, 360 px wide", async () => {
  const found: Record<string, Record<string, string[]>> = {}
  for (const [account, pages] of Object.entries(desks)) {
    const visitor = await openVisitor({ width: 360 })
    await signIn(visitor, account)
    await visitor.page.goto(app().url + paths.account())
    if (account === "editor") await chooseEnglish(visitor)
    else await visitor.page.getByRole("banner").getByRole("link", { name: "English" }).click()
    const wrong = await look(visitor, pages)
    if (account === "chair") {
      const parts = (await linksOf(visitor, "main nav")).filter((link) => link.startsWith("/selection/"))
      Object.assign(wrong, await look(visitor, parts))
    }
    if (Object.keys(wrong).length > 0) found[account] = wrong
    expect(visitor.problems).toEqual([])
    await visitor.close()
  }
  expect(found).toEqual({})
})
