import { expect } from "vitest"
import type { Visitor } from "./browser.ts"
import { type Account, expectWords, press } from "./quarter-walk.ts"
import { follow, goToDesk, goToPart, leadsOn, type SelectionWalk, type } from "./selection-walk.ts"

/** The judges, each with a window of its own kind: one writes on a phone without scripts. */
export const judges: readonly (readonly [Account, { width?: number; javaScript?: boolean }])[] = [
  ["judge", {}],
  ["judge2", { width: 360, javaScript: false }],
  ["judge3", {}],
]

/** The secretary invites the three. */
export async function inviteJudges(secretary: Visitor, walk: SelectionWalk): Promise<void> {
  for (const [account] of judges) {
    await goToPart(secretary, walk.title, "评委")
    const member = secretary.page.locator('[name="memberId"]')
    const option = member.locator("option").filter({ hasText: `${account}@demo` })
    await member.selectOption(await option.getAttribute("value"))
    await press(secretary, "邀请")
    await expectWords(secretary.page, "已邀请，并已核查利害关系。")
  }
}

/** Each accepts and declares: one another company, the others nothing. */
export async function acceptAsJudges(walk: SelectionWalk): Promise<void> {
  for (const [account, window] of judges) {
    const judge = await walk.member(account, window)
    await goToDesk(judge, "评审")
    await follow(judge, walk.title)
    await judge.page.getByRole("radio", { name: "接受邀请" }).check()
    await press(judge, "提交答复")
    await follow(judge, "申明利害关系")
    if (account === "judge3") {
      await type(judge, { q: "物业" })
      await press(judge, "查找")
      await judge.page.getByRole("radio", { name: "锦砚物业" }).check()
      await type(judge, { note: "曾任顾问" })
      await press(judge, "申明")
      await expectWords(judge.page, "已申明。与此有关的候选小区不会分配给您。")
    } else {
      await press(judge, "我没有利害关系")
      await expectWords(judge.page, "已申明没有利害关系。")
    }
  }
}

/** The secretary has seen everybody's document. */
export async function verifyJudges(secretary: Visitor, walk: SelectionWalk): Promise<void> {
  for (const [at] of judges.entries()) {
    await goToPart(secretary, walk.title, "评委")
    const row = secretary.page.getByRole("row").filter({ hasText: "还没有核对身份" })
    await follow(secretary, /^查看/, row.first())
    await secretary.page.locator('[name="kind"]').selectOption("passport")
    await type(secretary, { number: `E1234567${at}` })
    await press(secretary, "已看过证件，保存")
    await expectWords(secretary.page, "已记录身份核对。")
  }
}

/** Chooses a level of every criterion: the best one for `give` 0, the next for 1. */
async function chooseLevels({ page }: Visitor, give: number): Promise<void> {
  for (const criterion of await page.locator('fieldset[id^="c-"]').all())
    await criterion.getByRole("radio").nth(give).check()
  await page.getByRole("radio", { name: "中", exact: true }).check()
  await page.locator('[name="comment"]').fill("写得清楚，可再附上前后数据。")
}

/** One judge scores everything that was assigned; with scripts the sheet saves itself meanwhile. */
export async function scoreAll(walk: SelectionWalk, at: number, attachments: string[]): Promise<void> {
  const [account, window = {}] = judges[at] ?? []
  if (account === undefined) return
  const judge = await walk.member(account, window)
  const { page } = judge
  await goToDesk(judge, "评审")
  await follow(judge, walk.title)
  const codes = await page.locator("main table").getByRole("link").allTextContents()
  expect(codes).toHaveLength(2)
  for (const [index, code] of codes.entries()) {
    await follow(judge, code)
    for (const secret of attachments) expect(await page.content()).not.toContain(secret)
    if (account === "judge")
      await Promise.all([
        page.waitForResponse((answer) => answer.url().endsWith("/draft") && answer.ok()),
        chooseLevels(judge, (index + at) % 2),
      ])
    else await chooseLevels(judge, (index + at) % 2)
    if (account === "judge")
      await expect.poll(() => page.locator("#save-state").textContent()).toMatch(/^已保存/)
    await press(judge, "提交评分")
    await expectWords(page, "评分已提交。")
    await leadsOn(judge, () => page.getByRole("link", { name: "我的评审" }).click())
  }
}
