import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Locator } from "playwright-core"
import { expect } from "vitest"
import { type RunningApp, startApp } from "../../scripts/start/app.ts"
import { dayOf } from "../../worker/domain/quarter.ts"
import { templateFolder } from "./app-server.ts"
import { checkPage, openVisitor, type Visitor } from "./browser.ts"
import { type Account, enter, openMember } from "./quarter-walk.ts"

const DAY = 86_400_000

/** Somebody's window: how wide, and whether its browser runs scripts. */
interface Window {
  width?: number
  javaScript?: boolean
}

/** One programme on its way through the application: who has a window open, and what day it is. */
export interface SelectionWalk {
  title: string
  /** What the application wrote to its console: problems only. */
  logged: string[]
  app(): RunningApp
  /** A day of the application's clock in Asia/Shanghai, `ahead` days after the one it shows. */
  day(ahead?: number): string
  /** Ends the application and starts it on the same data with its clock `days` days further; everybody signs in again. */
  sleep(days: number): Promise<void>
  /** The window of an account, signed in, on its desk at first. */
  member(account: Account, window?: Window): Promise<Visitor>
  /** The window of somebody without an account, on the first page. */
  passerBy(window?: Window): Promise<Visitor>
  end(): Promise<void>
}

/** The application with a copy of the demonstration, and nobody in it yet. */
export async function openWalk(title: string): Promise<SelectionWalk> {
  const data = await mkdtemp(join(tmpdir(), "shige-selection-"))
  await cp(await templateFolder(), data, { recursive: true })
  const logged: string[] = []
  const start = (clockOffsetMs: number) =>
    startApp({ data, cron: false, clockOffsetMs, log: (line) => logged.push(line) })
  let offset = 0
  let app = await start(offset)
  const members = new Map<Account, Visitor>()
  const others: Visitor[] = []
  const leave = async () => {
    for (const visitor of members.values()) await visitor.close()
    members.clear()
    await app.stop()
  }
  return {
    title,
    logged,
    app: () => app,
    day: (ahead = 0) => dayOf(Date.now() + offset + ahead * DAY),
    async sleep(days) {
      await leave()
      offset += days * DAY
      app = await start(offset)
    },
    async member(account, window = {}) {
      const known = members.get(account)
      if (known) return known
      const visitor = await openMember(app.url, account, window.width ?? 1280, undefined, {
        javaScript: window.javaScript,
        clockOffsetMs: offset,
      })
      members.set(account, visitor)
      return visitor
    },
    async passerBy(window = {}) {
      const visitor = await openVisitor(window)
      others.push(visitor)
      await visitor.page.goto(app.url)
      await checkPage(visitor)
      return visitor
    },
    async end() {
      await leave()
      for (const visitor of others) await visitor.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Does something that leads to another page, and looks at that one. */
export async function leadsOn(visitor: Visitor, act: () => Promise<void>): Promise<void> {
  await Promise.all([visitor.page.waitForEvent("framenavigated"), act()])
  await checkPage(visitor)
}

/** Follows a visible link, the first of this name within a part of the page. */
export async function follow(visitor: Visitor, name: string | RegExp, within?: Locator): Promise<void> {
  const part = within ?? visitor.page.locator("main")
  await leadsOn(visitor, () =>
    part
      .getByRole("link", { name, exact: typeof name === "string" })
      .first()
      .click(),
  )
}

/** Follows a link of a public page; those show what has happened within seconds, so it is looked for again. */
export async function followSoon(visitor: Visitor, name: string): Promise<void> {
  const { page } = visitor
  const link = page.locator("main").getByRole("link", { name, exact: true })
  const shown = async () => {
    const found = (await link.count()) > 0
    if (!found) await page.reload()
    return found
  }
  await expect.poll(shown, { timeout: 20_000, interval: 1000 }).toBe(true)
  await follow(visitor, name)
}

/** Presses a button within a part of the page that has others of this name. */
export async function pressIn(visitor: Visitor, part: Locator, name: string): Promise<void> {
  await leadsOn(visitor, () => part.getByRole("button", { name, exact: true }).click())
}

/** Fills fields of the page by their names. */
export async function type({ page }: Visitor, fields: Record<string, string | number>): Promise<void> {
  for (const [name, value] of Object.entries(fields))
    await page.locator(`main [name="${name}"]`).last().fill(String(value))
}

/** Fills a field in whatever form the page has it, if it has it: a reason that is asked only where something is unusual. */
export async function fillIfAsked({ page }: Visitor, name: string, value: string): Promise<void> {
  const field = page.locator(`main [name="${name}"]`)
  if ((await field.count()) > 0) await field.first().fill(value)
}

/** From anywhere to a card of the desk, through the navigation. */
export async function goToDesk(visitor: Visitor, card: string): Promise<void> {
  await follow(visitor, "工作台", visitor.page.getByRole("banner"))
  await enter(visitor, card)
}

/** A part of the programme on the organiser's desk: beside the page that is open, or through the desk. */
export async function goToPart(visitor: Visitor, programme: string, part: string): Promise<void> {
  const parts = visitor.page.getByRole("navigation", { name: "本次评选的各个部分" })
  if ((await parts.count()) === 0) {
    await goToDesk(visitor, "评选")
    await follow(visitor, programme)
  }
  await follow(visitor, part, parts)
}
