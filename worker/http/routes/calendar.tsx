import { type Context, Hono } from "hono"
import { CalendarPage } from "../../../web/pages/account/calendar-page.tsx"
import { paths } from "../../../web/paths.ts"
import { textOf } from "../../../web/text/text.ts"
import { formatPeriod } from "../../../web/ui/format.ts"
import { endFeed, ownFeed } from "../../usecases/calendar/end-feed.ts"
import { readFeed } from "../../usecases/calendar/read-feed.ts"
import { renewFeed } from "../../usecases/calendar/renew-feed.ts"
import { perform } from "../../usecases/perform.ts"
import { addressOf } from "../address.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"
import { pageOf } from "../clock-links.ts"
import { formCommand } from "../forms/command.ts"
import { identityDeps } from "../identity-deps.ts"
import { acting, signedIn } from "../middleware/session.ts"
import { visitor } from "../visitor.ts"

async function show(c: Context<DeskEnv>, made: string | null = null) {
  const { actor, ctx, services } = c.var
  const { since } = await ownFeed.open(ctx, null)
  const address = made === null ? null : services.site + paths.calendarFeed(made)
  const page = (
    <CalendarPage
      actor={actor}
      since={since}
      made={address}
      ended={c.req.query("done") === "ended"}
      formKey={ctx.newId()}
    />
  )
  return c.render(page)
}

/** A person's calendar: its address is made, renewed and turned off here. */
export const ownCalendarRoutes = new Hono<DeskEnv>()
  .use("/account/*", signedIn)
  .get("/account/calendar", (c) => show(c))
  .post("/account/calendar", async (c) => {
    const { key } = await formCommand(c)
    return show(c, await renewFeed(c.var.ctx, identityDeps(c), { key }))
  })
  .post("/account/calendar/end", acting(endFeed), async (c) => {
    const { key } = await formCommand(c)
    await perform(c.var.ctx, endFeed, await ownFeed.open(c.var.ctx, null), { given: {} }, { key })
    return c.redirect(paths.calendar({ done: "ended" }), 303)
  })

/** The calendar itself, for programs that keep calendars: whoever has its address reads it. */
export const calendarFeedRoutes = new Hono<AppEnv>().get("/calendar/:feed", async (c) => {
  const { services } = c.var
  const [, token = ""] = /^([\w-]{43})\.ics$/.exec(c.req.param("feed")) ?? []
  const feed = await readFeed(visitor(c), services.identity, { token, address: addressOf(c) })
  c.header("cache-control", "private, no-store")
  if ("until" in feed) {
    c.header("retry-after", String(Math.ceil((feed.until.getTime() - services.now().getTime()) / 1000)))
    return c.text("", 429)
  }
  const text = textOf(feed.language ?? "zh", c.var.text.city)
  const words = text.account.calendar
  const days = feed.entries.map(({ id, kind, day, count, quarter, programme, subject }) => ({
    id,
    day,
    title: words.entries[kind](formatPeriod(text, quarter), programme, count),
    text: words.until,
    url: services.site + pageOf(kind, subject),
  }))
  const { host } = new URL(services.site)
  c.header("content-type", "text/calendar; charset=utf-8")
  return c.body(services.calendarFile(words.name, days, { host, now: services.now() }))
})
