import { type Context, Hono } from "hono"
import { HTTPException } from "hono/http-exception"
import { ReceiptPage } from "../../../web/pages/receipts/receipt-page.tsx"
import { VerifyReceiptPage } from "../../../web/pages/receipts/verify-receipt-page.tsx"
import { freshForm } from "../../../web/ui/form-state.ts"
import { DomainError } from "../../domain/errors.ts"
import { isSealed, openReceipt } from "../../usecases/submission/open-receipt.ts"
import { addressOf } from "../address.ts"
import type { AppEnv, DeskEnv } from "../app-env.ts"
import { readForm } from "../forms/read-form.ts"
import { MOST_RECEIPT, readReceiptFile, receiptFile } from "../forms/receipt-file.ts"
import { searchCounts } from "../middleware/search-limit.ts"
import { requires, signedIn } from "../middleware/session.ts"

/** The receipt that the address names: the newest of the estate's quarter, or that of `filing`. Errors: not_found. */
function opened(c: Context<DeskEnv>) {
  const { ctx, services } = c.var
  const asked = c.req.query("filing") ?? ""
  if (!/^\d{0,6}$/.test(asked)) throw new DomainError("not_found", "not_found")
  return openReceipt(ctx, services.sealReceipt, {
    slug: c.req.param("slug") ?? "",
    quarter: c.req.param("quarter") ?? "",
    filing: asked === "" ? null : Number(asked),
  })
}

async function show(c: Context<DeskEnv>) {
  return c.render(<ReceiptPage actor={c.var.actor} receipt={await opened(c)} />)
}

async function download(c: Context<DeskEnv>) {
  const { payload, seal } = await opened(c)
  const name = `receipt-${payload.estate}-${payload.quarter}-${payload.filing}.json`
  return c.body(receiptFile(payload, seal), 200, {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": `attachment; filename="${name}"`,
  })
}

/** The same limits as of searches: nobody can try seals by the thousand. */
const isTooMany = searchCounts()

/** Whether what somebody holds was sealed here. A program is answered as JSON, a person with a page. */
async function verify(c: Context<AppEnv>) {
  const { services } = c.var
  if (isTooMany(services.cell, addressOf(c), services.now().getTime())) {
    c.header("retry-after", "60")
    throw new HTTPException(429)
  }
  const typed = (await readForm(c))["receipt"] ?? ""
  const read = readReceiptFile(typed)
  const matches =
    read !== null && (await isSealed(services.sealReceipt, read.payload, read.seal, services.cell))
  c.header("cache-control", "private, no-store")
  if (c.req.header("accept")?.startsWith("application/json"))
    return c.json({ readable: read !== null, matches }, read === null ? 422 : 200)
  const state = freshForm("", { receipt: typed.slice(0, MOST_RECEIPT) })
  if (read === null)
    return c.render(
      <VerifyReceiptPage
        state={{ ...state, faults: [{ rule: "receipt_unreadable", field: "receipt" }] }}
        found={null}
      />,
      422,
    )
  return c.render(<VerifyReceiptPage state={state} found={{ matches, payload: read.payload }} />)
}

/** 回执: what was sent and when, for who sent it; and whether what somebody holds is one. */
export const receiptRoutes = new Hono<DeskEnv>()
  .get("/filing/:quarter/:slug/receipt", signedIn, requires("filing.read"), show)
  .get("/filing/:quarter/:slug/receipt.json", signedIn, requires("filing.read"), download)

/** For everybody. */
export const receiptProofRoutes = new Hono<AppEnv>()
  .get("/verify-receipt", (c) => c.render(<VerifyReceiptPage state={freshForm("")} found={null} />))
  .post("/verify-receipt", verify)
