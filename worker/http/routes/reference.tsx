import { type Env, Hono } from "hono"
import { ReferencePage } from "../../../web/pages/programs/reference-page.tsx"
import { ResourcePage } from "../../../web/pages/programs/resource-page.tsx"
import { texts } from "../../../web/text/text.ts"
import { DomainError } from "../../domain/errors.ts"
import { answer } from "../api/answer.ts"
import { apiDocument } from "../api/document.ts"
import { siteOf } from "../middleware/own-origin.ts"
import { htmlAnswer } from "../public/html-answer.ts"
import type { Serve } from "../public/serve.ts"

/** The OpenAPI document, and the reference that is drawn from it. */
export function referencePages<E extends Env>(serve: Serve<E>): Hono<E> {
  return new Hono<E>()
    .get("/api/v1/openapi.json", (c) =>
      serve(c, ["language"], async ({ text, query }) =>
        answer(apiDocument(query["language"] === "en" ? texts.en : text)),
      ),
    )
    .get("/api/reference", (c) => {
      const site = siteOf(c.req.url)
      const page = async ({ text }: { text: typeof texts.zh }) =>
        htmlAnswer(text, <ReferencePage document={apiDocument(text)} site={site} />)
      return serve(c, [], page, site)
    })
    .get("/api/reference/:resource", (c) => {
      const site = siteOf(c.req.url)
      const page = async ({ text }: { text: typeof texts.zh }) => {
        const tag = c.req.param("resource")
        if (!Object.hasOwn(text.programs.reference.tags, tag)) throw new DomainError("not_found", "not_found")
        return htmlAnswer(text, <ResourcePage document={apiDocument(text)} tag={tag} site={site} />)
      }
      return serve(c, [], page, site)
    })
}
