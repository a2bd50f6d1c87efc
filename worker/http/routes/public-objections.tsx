import { type Context, Hono } from "hono"
import { ObjectionFormPage } from "../../../web/pages/awards/objection-form-page.tsx"
import { ReceiptPage, type ReceiptPageProps } from "../../../web/pages/awards/receipt-page.tsx"
import { titleIn } from "../../../web/pages/programmes/public-list-page.tsx"
import { MissingProgrammePage } from "../../../web/pages/programmes/public-programme-page.tsx"
import { paths } from "../../../web/paths.ts"
import { refusalSentence } from "../../../web/text/refusal-sentence.ts"
import { type FormState, freshForm } from "../../../web/ui/form-state.ts"
import { formatTime } from "../../../web/ui/format.ts"
import { DomainError } from "../../domain/errors.ts"
import { FIXED_TEXT } from "../../domain/public-text.ts"
import { placeRetryAfter } from "../../domain/request-limits.ts"
import { entriesOf, noticeOf, noticeState } from "../../domain/selection/notice-course.ts"
import { fileObjection } from "../../usecases/award/file-objection.ts"
import { once } from "../../usecases/once.ts"
import { addressOf } from "../address.ts"
import type { AppEnv } from "../app-env.ts"
import { refusedWhole } from "../forms/refused-form.ts"
import { refuseTooLarge, uploadedFiles } from "../forms/uploaded-file.ts"

import { namesOf } from "../public/award-views.ts"
import { htmlAnswer as show } from "../public/html-answer.ts"
import type { PublicCourse, PublicState } from "../public/reader.ts"
import type { PageRequest, Serve } from "../public/serve.ts"
import { visitor } from "../visitor.ts"
import { todayOf } from "./public-awards.tsx"

/** What only one person is to see, or holds a key that counts once, is kept by nobody. */
const unkept = { keep: false, headers: { "cache-control": "private, no-store" } } as const

/** Candidates whose notice runs today. */
function candidatesOf(course: PublicCourse | undefined, today: string) {
  const newest = course?.lists.at(-1)
  if (!course || !newest) return []
  return entriesOf(newest).flatMap(({ nominationId, estate }) => {
    const own = noticeOf(nominationId, course.notices, course.lists)
    return own && noticeState(own, today) === "running" ? [{ id: nominationId, name: estate.name }] : []
  })
}

/** Why no objection can be made today; null while a notice runs. */
function closedBy(course: PublicCourse | undefined, today: string) {
  const notices = course?.notices ?? []
  if (notices.some((one) => noticeState(one, today) === "running")) return null
  const coming = notices.find((one) => noticeState(one, today) === "coming")
  if (coming) return { rule: "objection_early", with: { day: coming.fromDay } }
  const last = notices.at(-1)
  return last ? { rule: "objection_closed", with: { day: last.toDay } } : { rule: "objection_no_notice" }
}

function formPage(c: Context<AppEnv>, { state }: Pick<PageRequest, "state" | "text">, form: FormState) {
  const programme = state.programmes.find(({ slug }) => slug === c.req.param("programme"))
  if (!programme) return null
  const course = state.outcomes.courses.find(({ slug }) => slug === programme.slug)
  const today = todayOf(c)
  const stopped = programme.stoppedAt === null ? null : { rule: "programme_stopped" }
  return (
    <ObjectionFormPage
      programme={programme}
      candidates={candidatesOf(course, today)}
      closed={stopped ?? closedBy(course, today)}
      state={form}
    />
  )
}

async function open(c: Context<AppEnv>, request: PageRequest) {
  const page = formPage(c, request, freshForm(c.var.services.newId()))
  if (!page) return show(request.text, <MissingProgrammePage version={false} />, { status: 404 })
  return show(request.text, page, unkept)
}

/** The form again, with what was typed and why it was refused. */
async function again(c: Context<AppEnv>, error: unknown, fields: Record<string, string>) {
  const { services, text, uploadsBusy, tooLarge } = c.var
  const { nominationId = "", kind = "", name = "", contact = "", text: typed = "" } = fields
  const refused = refusedWhole(text, error, services.newId(), {
    nominationId,
    kind,
    name,
    contact,
    text: typed,
  })
  const blocked = error instanceof DomainError && error.rule === "too_many_tries"
  if (blocked)
    refused.state.refused = refusalSentence(text, {
      rule: "objections_limited",
      with: { until: formatTime(String(error.with["until"])) },
    })
  const page = formPage(c, { state: await services.publicReader.state(), text }, refused.state)
  c.header("cache-control", "private, no-store")
  if (uploadsBusy) c.header("retry-after", String(placeRetryAfter))
  return c.render(
    page ?? <MissingProgrammePage version={false} />,
    uploadsBusy ? 503 : blocked ? 429 : tooLarge ? 413 : refused.status,
  )
}

async function file(c: Context<AppEnv>) {
  const { services } = c.var
  const { fields, files, key } = await uploadedFiles(c)
  const { nominationId = "", kind = "", name = "", contact = "", text = "" } = fields
  if (c.var.uploadsBusy) return again(c, new DomainError("conflict", "uploads_busy"), fields)
  const ctx = visitor(c)
  const { objections, attachments } = services
  try {
    refuseTooLarge(c.var.tooLarge, "files")
    const { objectionId } = await once(ctx, { key, action: "objection.file" }, () =>
      fileObjection(
        ctx,
        { ...objections, attachments },
        c.req.param("programme") ?? "",
        { nominationId, kind, name, contact, text, files },
        { key, address: addressOf(c) },
      ),
    )
    return c.redirect(paths.objectionReceipt(await objections.receipt(objectionId)), 303)
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") throw error
    return again(c, error, fields)
  }
}

type Receipt = NonNullable<ReceiptPageProps["receipt"]>

function receiptIn(
  { outcomes, programmes }: PublicState,
  hash: string,
  text: PageRequest["text"],
): Receipt | null {
  for (const course of outcomes.courses) {
    const found = course.objections.find(({ receiptHash }) => receiptHash === hash)
    const programme = programmes.find(({ slug }) => slug === course.slug)
    if (!found || !programme) continue
    const estate = namesOf(course).get(found.nominationId) ?? ""
    return { ...found, slug: course.slug, title: titleIn(text, programme.rules), estate }
  }
  return null
}

/**
 * An objection that came in a moment ago is not among what is kept yet, nor is an answer that only whoever objected may
 * read: the database is asked once.
 */
async function receiptOf(c: Context<AppEnv>, { state, text }: PageRequest): Promise<Receipt | null> {
  const { services } = c.var
  const hash = services.objections.receiptHash(c.req.param("receipt") ?? "")
  const known = receiptIn(state, hash, text)
  if (known && known.reply !== FIXED_TEXT) return known
  const fresh = await visitor(c).read.objections.byReceipt(hash)
  if (!fresh) return null
  const course = state.outcomes.courses.find(({ slug }) => slug === fresh.slug)
  return { ...fresh, estate: (course && namesOf(course).get(fresh.nominationId)) ?? "" }
}

async function receipt(c: Context<AppEnv>, request: PageRequest) {
  const found = await receiptOf(c, request)
  return show(request.text, <ReceiptPage receipt={found} />, { ...unkept, status: found ? 200 : 404 })
}

/** Objections, for anybody: the form, and how one stands. */
export function publicObjectionPages(serve: Serve<AppEnv>): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get("/programmes/:programme/objection", (c) => serve(c, [], (request) => open(c, request)))
    .post("/programmes/:programme/objection", file)
    .get("/objections/:receipt", (c) => serve(c, [], (request) => receipt(c, request)))
}
