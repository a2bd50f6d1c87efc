import type { Context, ErrorHandler, NotFoundHandler } from "hono"
import { HTTPException } from "hono/http-exception"
import { ErrorPage } from "../../web/pages/access/error-page.tsx"
import { UnknownHostPage } from "../../web/pages/access/unknown-host-page.tsx"
import { paths } from "../../web/paths.ts"
import { DomainError, type ErrorCode } from "../domain/errors.ts"
import { TooBusy } from "../domain/identity/too-busy.ts"
import { unavailableIn } from "../domain/unavailable.ts"
import { isApi } from "./api/api-path.ts"
import { Problem, problemAnswer } from "./api/problem.ts"
import type { AppEnv } from "./app-env.ts"
import { returnPath } from "./forms/safe-return.ts"
import { logError } from "./log-error.ts"
import { ownOrigin } from "./middleware/own-origin.ts"
import { unavailablePage } from "./unavailable.tsx"

export const statusOf = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  stale: 409,
  invalid: 422,
  too_large: 413,
} as const satisfies Record<ErrorCode, number>

type Status = (typeof statusOf)[ErrorCode] | 400 | 401 | 408 | 414 | 429 | 431 | 500 | 503

/** What middleware refuses before any use case: no session, foreign origin, body too large. */
const edgeRefusals: Partial<Record<number, { status: Status; rule: string }>> = {
  401: { status: 401, rule: "sign_in_first" },
  403: { status: 403, rule: "forbidden_origin" },
  408: { status: 408, rule: "body_stalled" },
  413: { status: 413, rule: "too_large" },
  414: { status: 414, rule: "address_too_long" },
  431: { status: 431, rule: "headers_too_large" },
  429: { status: 429, rule: "too_many_searches" },
}

/** The page of this site that a form stood on, as its browser says; undefined for any other. */
function cameFrom(c: Context<AppEnv>): string | undefined {
  const from = URL.parse(c.req.header("referer") ?? "")
  return from?.origin === ownOrigin(c.req.url) ? returnPath(from.pathname + from.search) : undefined
}

function page(
  c: Context<AppEnv>,
  status: Status,
  rule: string,
  parameters: Record<string, string | number> = {},
) {
  const { requestId, actor } = c.var
  const typed = status === 413 ? c.get("typedInVain") : undefined
  return c.render(
    <ErrorPage
      rule={rule}
      with={parameters}
      requestId={requestId}
      actor={actor}
      back={status === 413 ? cameFrom(c) : undefined}
      typed={typed}
    />,
    status,
  )
}

/**
 * Every error becomes one page: a refused action its sentence, a host without a city a bare page, what is away for now
 * when to try again, anything else a plain apology with the request's id.
 */
export const onError: ErrorHandler<AppEnv> = (error, c) => {
  if (isApi(c.req.path)) return problemAnswer(c, error)
  if (error instanceof DomainError) return page(c, statusOf[error.code], error.rule, error.with)
  if (error instanceof TooBusy) {
    c.header("retry-after", String(error.retryAfter))
    return page(c, 503, "many_signing_in")
  }
  if (error instanceof HTTPException) {
    if (error.status === 421) return c.render(<UnknownHostPage />, 421)
    const { status, rule } = edgeRefusals[error.status] ?? { status: 400, rule: "bad_request" }
    return page(c, status, rule)
  }
  const away = unavailableIn(error)
  logError(c, error)
  return away ? unavailablePage(c, away) : page(c, 500, "unexpected")
}

/** The page for an address that leads nowhere. */
/** The same address without slashes at its end, or where it has moved to; null where there are none, or two begin it. */
function movedTo(c: Context<AppEnv>): string | null {
  const { pathname, search } = new URL(c.req.url)
  const isLooked = c.req.method === "GET" || c.req.method === "HEAD"
  if (isLooked && /^\/estates\/?$/.test(pathname)) return paths.ranking()
  if (!isLooked || !/^\/[^/].*\/$/.test(pathname)) return null
  return `${pathname.replace(/\/+$/, "")}${search}`
}

export const onNotFound: NotFoundHandler<AppEnv> = (c) => {
  if (isApi(c.req.path)) return problemAnswer(c, new Problem(404, "not_found"))
  const moved = movedTo(c)
  return moved === null ? page(c, 404, "not_found") : c.redirect(moved, 301)
}
