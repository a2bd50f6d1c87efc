import { type Env, Hono } from "hono"
import { ProblemPage, ProblemsPage } from "../../../web/pages/programs/problem-pages.tsx"
import type { ProblemCode } from "../../../web/text/zh/problems.ts"
import { DomainError } from "../../domain/errors.ts"
import { htmlAnswer } from "../public/html-answer.ts"
import type { Serve } from "../public/serve.ts"

/** What the codes of problem documents mean: the pages that `type` leads to. */
export function problemPages<E extends Env>(serve: Serve<E>): Hono<E> {
  return new Hono<E>()
    .get("/problems", (c) => serve(c, [], async ({ text }) => htmlAnswer(text, <ProblemsPage />)))
    .get("/problems/:code", (c) =>
      serve(c, [], async ({ text }) => {
        const code = c.req.param("code")
        if (!Object.hasOwn(text.programs.problems, code)) throw new DomainError("not_found", "not_found")
        return htmlAnswer(text, <ProblemPage code={code as ProblemCode} />)
      }),
    )
}
