import { paths } from "../../paths.ts"
import type { ProblemCode } from "../../text/zh/problems.ts"
import { Coded } from "../../ui/coded.tsx"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"

/** All codes of problem documents, each with its title. */
export function ProblemsPage() {
  const text = useText()
  const { problems, problemPages: words } = text.programs
  const codes = Object.keys(problems) as ProblemCode[]
  return (
    <Page title={words.title} description={words.lead}>
      <PageHead
        steps={[{ label: text.programs.title, href: paths.reference() }, { label: words.title }]}
        title={words.title}
      >
        <p class="lead">
          <Coded words={words.lead} />
        </p>
      </PageHead>
      <ul class="problem-list">
        {codes.map((code) => (
          <li>
            <a href={paths.problem(code)}>
              <code>{code}</code>
            </a>
            <span>{problems[code].title}</span>
          </li>
        ))}
      </ul>
    </Page>
  )
}

/** What one code means, why it comes and how to mend it. */
export function ProblemPage({ code }: { code: ProblemCode }) {
  const text = useText()
  const { problems, problemPages: words } = text.programs
  const { title, why, mend } = problems[code]
  return (
    <Page title={title} description={why}>
      <PageHead
        steps={[
          { label: text.programs.title, href: paths.reference() },
          { label: words.title, href: paths.problems() },
          { label: title },
        ]}
        title={title}
      >
        <p class="lead">
          <code>{code}</code>
        </p>
      </PageHead>
      <div class="stack measure">
        <h2>{words.why}</h2>
        <p>
          <Coded words={why} />
        </p>
        <h2>{words.mend}</h2>
        <p>
          <Coded words={mend} />
        </p>
      </div>
    </Page>
  )
}
