import { expect } from "vitest"
import { cameraSegments, jpegFile } from "../../scripts/bench/files/attachment-files.ts"
import type { Visitor } from "./browser.ts"
import { expectWords, press } from "./quarter-walk.ts"
import { follow, goToDesk, pressIn, type SelectionWalk, type } from "./selection-walk.ts"

/** A picture as a camera writes it, with its position; the name says the secret too. */
export const photo = (secret: string) => ({
  name: `${secret}.jpg`,
  mimeType: "image/jpeg",
  buffer: Buffer.from(jpegFile({ before: cameraSegments(secret) })),
})

/** Starts the form of the first estate that meets every condition and is not nominated yet; answers its name. */
async function beginNomination(company: Visitor, walk: SelectionWalk): Promise<string> {
  await goToDesk(company, "申报")
  const card = company.page.locator("main .card").filter({ hasText: walk.title })
  await follow(company, "选择小区申报", card)
  const row = company.page
    .getByRole("row")
    .filter({ hasText: "符合全部条件" })
    .filter({ has: company.page.getByRole("button", { name: "开始申报" }) })
    .first()
  const estate = (await row.getByRole("link").first().textContent()) ?? ""
  await pressIn(company, row, "开始申报")
  return estate
}

/** Nominates the next estate, with a picture where a secret is given that must not come through; answers its name. */
export async function nominate(walk: SelectionWalk, secret?: string): Promise<string> {
  const company = await walk.member("editor")
  const { page } = company
  const estate = await beginNomination(company, walk)
  const statement = `${estate}每月开一次四方联席会，事项上墙，逐条销号。`
  await type(company, { "answer:statement": statement })
  if (secret) {
    await expect.poll(() => page.locator("#save-state").textContent()).toMatch(/^已保存/)
    await page.locator('input[type="file"]').setInputFiles(photo(secret))
    await press(company, "上传并保存草稿")
    await expectWords(page, "附件已上传，草稿已保存。")
    expect(await page.locator('[name="answer:statement"]').inputValue()).toBe(statement)
  }
  await page.locator('[name="consent"]').check()
  await press(company, "提交申报")
  await expectWords(page, "申报已提交。")
  return estate
}

/** The manager takes a nomination back. */
export async function withdraw(walk: SelectionWalk, estate: string): Promise<void> {
  const manager = await walk.member("manager")
  await goToDesk(manager, "申报")
  await follow(manager, estate)
  await manager.page.locator("summary", { hasText: "撤回申报" }).click()
  await type(manager, { reason: "改由明年申报。" })
  await press(manager, "撤回申报")
  await expectWords(manager.page, "申报已撤回。")
}

/** After the decision the company reads what came of a nomination: its place, and what judges wrote. */
export async function readFeedback(walk: SelectionWalk, estate: string): Promise<void> {
  const company = await walk.member("editor")
  await goToDesk(company, "申报")
  await follow(company, estate)
  await follow(company, "查看评审反馈")
  await expectWords(company.page, "入围")
  await expectWords(company.page, "写得清楚，可再附上前后数据。")
}
