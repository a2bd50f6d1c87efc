import { type Context, Hono } from "hono"
import { InboxPage } from "../../../web/pages/messages/inbox-page.tsx"
import { OrganisationLettersPage, OwnLettersPage } from "../../../web/pages/messages/letter-settings-page.tsx"
import { paths } from "../../../web/paths.ts"
import { DomainError } from "../../domain/errors.ts"
import type { MessagePlace } from "../../domain/mail/message.ts"
import { type LetterSettings, readSettings } from "../../domain/mail/settings.ts"
import { may } from "../../domain/permissions.ts"
import { organisationLetters, ownLetters } from "../../usecases/mail/letter-settings.ts"
import { setOrganisationLetters } from "../../usecases/mail/set-organisation-letters.ts"
import { setOwnLetters } from "../../usecases/mail/set-own-letters.ts"
import { inboxUpTo, ownMessage } from "../../usecases/message/open-message.ts"
import { readAllMessages } from "../../usecases/message/read-all-messages.ts"
import { readMessage } from "../../usecases/message/read-message.ts"
import { perform } from "../../usecases/perform.ts"
import type { DeskEnv } from "../app-env.ts"
import { fieldsOf, formCommand } from "../forms/command.ts"
import { acting, requires, signedIn } from "../middleware/session.ts"

const PAGE_ROWS = 20

/** `<at>_<id>`, as the link to the next page carries it; what is no such place is the beginning. */
const placeText = ({ at, id }: MessagePlace) => `${at}_${id}`
function readPlace(text: string): MessagePlace | null {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)_([0-9a-f-]{32,36})$/.exec(text) ?? []
  return at !== undefined && id !== undefined ? { at, id } : null
}

async function inbox(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const after = readPlace(c.req.query("after") ?? "")
  const found = await ctx.read.messages.page({ after, limit: PAGE_ROWS })
  const messages = found.slice(0, PAGE_ROWS)
  const last = messages.at(-1)
  return c.render(
    <InboxPage
      actor={actor}
      messages={messages}
      next={found.length > PAGE_ROWS && last ? placeText(last) : null}
      further={after !== null}
      formKey={ctx.newId()}
    />,
  )
}

async function read(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  const message = await ownMessage.open(ctx, c.req.param("messageId") ?? "")
  if (message.readAt === null) await perform(ctx, readMessage, message, { given: {} }, { key })
  const { link } = message.fields
  // Links of letters are addresses of our own site: the path leads on at whatever host this is.
  const to = fields["open"] === "1" && link !== undefined ? new URL(link) : null
  return c.redirect(to ? to.pathname + to.search : paths.inbox(), 303)
}

async function readAll(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  const newest = await inboxUpTo.open(ctx, fields["newest"] ?? "")
  await perform(ctx, readAllMessages, newest, { given: {} }, { key })
  return c.redirect(paths.inbox(), 303)
}

/** What a form says of each letter; what is no way of sending is as if nothing were said. */
const chosenIn = (fields: Record<string, string>): LetterSettings =>
  readSettings(JSON.stringify(Object.fromEntries(fieldsOf(fields, "letter"))))

const isStale = (error: unknown) => error instanceof DomainError && error.code === "stale"
const stateOf = (c: Context<DeskEnv>) => (c.req.query("done") === "1" ? "done" : "fresh")

type Chosen = { letters: LetterSettings; language: "zh" | "en" | null }

async function showOwn(c: Context<DeskEnv>, stale?: Chosen) {
  const { actor, ctx } = c.var
  const found = await ownLetters.open(ctx, null)
  const page = (
    <OwnLettersPage
      actor={actor}
      formKey={ctx.newId()}
      seen={found.version}
      chosen={stale?.letters ?? found.own}
      language={stale ? stale.language : found.language}
      organisation={found.organisation}
      mayManage={may(actor, "member.manage")}
      state={stale ? "stale" : stateOf(c)}
    />
  )
  return c.render(page, stale ? 409 : 200)
}

async function saveOwn(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  const { language: typed, seen = "" } = fields
  const language = typed === "zh" || typed === "en" ? typed : null
  const given: Chosen = { language, letters: chosenIn(fields) }
  try {
    await perform(ctx, setOwnLetters, await ownLetters.open(ctx, null), { given, seen }, { key })
  } catch (error) {
    if (isStale(error)) return showOwn(c, given)
    throw error
  }
  return c.redirect(paths.ownLetters({ done: "1" }), 303)
}

async function showOrganisation(c: Context<DeskEnv>, stale?: LetterSettings) {
  const { actor, ctx } = c.var
  const { letters, version } = await organisationLetters.open(ctx, null)
  const page = (
    <OrganisationLettersPage
      actor={actor}
      formKey={ctx.newId()}
      seen={version}
      chosen={stale ?? letters}
      state={stale ? "stale" : stateOf(c)}
    />
  )
  return c.render(page, stale ? 409 : 200)
}

async function saveOrganisation(c: Context<DeskEnv>) {
  const { ctx } = c.var
  const { key, fields } = await formCommand(c)
  const letters = chosenIn(fields)
  const asked = { given: { letters }, seen: fields["seen"] ?? "" }
  try {
    await perform(ctx, setOrganisationLetters, await organisationLetters.open(ctx, null), asked, { key })
  } catch (error) {
    if (isStale(error)) return showOrganisation(c, letters)
    throw error
  }
  return c.redirect(paths.organisationLetters({ done: "1" }), 303)
}

const organisation = "/organisation/letters"

/** A person's inbox, and which letters come by e-mail. */
export const messageRoutes = new Hono<DeskEnv>()
  .use("/desk/inbox/*", signedIn)
  .get("/desk/inbox", inbox)
  .post("/desk/inbox/all-read", acting(readAllMessages), readAll)
  .post("/desk/inbox/:messageId/read", acting(readMessage), read)
  .get("/account/letters", (c) => showOwn(c))
  .post("/account/letters", acting(setOwnLetters), saveOwn)
  .use(organisation, signedIn, requires("member.manage"))
  .get(organisation, (c) => showOrganisation(c))
  .post(organisation, acting(setOrganisationLetters), saveOrganisation)
