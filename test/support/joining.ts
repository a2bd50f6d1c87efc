import type { RunningApp } from "../../scripts/start/app.ts"
import type { Visitor } from "./browser.ts"
import { expectWords, press } from "./quarter-walk.ts"

/** The link in the first letter to somebody, as it came by SMTP; waits for it. */
export async function letterLink({ mailbox }: Pick<RunningApp, "mailbox">, to: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const letter = mailbox.letters.find((one) => one.to.includes(to))
    const link = /https?:\/\/\S+/.exec(letter?.text ?? "")?.[0]
    if (link) return link
    await new Promise((again) => setTimeout(again, 100))
  }
  throw new Error(`no letter came to ${to}`)
}

/** Somebody new at an invitation's page: types an e-mail, opens the letter that comes, gives name and password. */
export async function joinByLetter(
  visitor: Visitor,
  app: Pick<RunningApp, "mailbox">,
  newcomer: { email: string; name: string; password: string },
): Promise<void> {
  const { page } = visitor
  await page.getByLabel("邮箱").fill(newcomer.email)
  await press(visitor, "寄信")
  await expectWords(page, "请查收邮件")
  await page.goto(await letterLink(app, newcomer.email.toLowerCase()))
  await page.getByLabel("姓名").fill(newcomer.name)
  await page.getByLabel("密码").fill(newcomer.password)
  await press(visitor, "创建账号并加入")
}
