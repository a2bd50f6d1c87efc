import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { Page } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import type { ApiDocument, ApiOperation } from "./api-document.ts"

/** An operation with where it stands. */
export interface PlacedOperation {
  method: string
  path: string
  operation: ApiOperation
}

/** The operations of a resource, in the order of the document. */
export function operationsOf(document: ApiDocument, tag: string): PlacedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

/** Method and address of an operation. */
export function OperationName({ method, path }: { method: string; path: string }) {
  return (
    <code class="operation-name">
      <span class="operation-name__method">{method}</span> {path.replace(/^\/api\/v1/, "")}
    </code>
  )
}

function Guide({ site }: { site: string }) {
  const text = useText()
  const words = text.programs.reference
  return (
    <section class="section" aria-labelledby="guide">
      <h2 id="guide">{words.guideTitle}</h2>
      <pre class="example" tabindex={0}>
        <code>{`curl ${site}${paths.api("/key")} \\\n  -H "Authorization: Bearer shige_…"`}</code>
      </pre>
      <dl class="guide">
        {words.guide.map(([title, sentence]) => (
          <div>
            <dt>{title}</dt>
            <dd>{sentence}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Resource({ document, tag }: { document: ApiDocument; tag: string }) {
  const text = useText()
  const [title = tag, about] = text.programs.reference.tags[tag] ?? []
  return (
    <section class="card stack stack--tight">
      <h3>
        <a href={paths.reference(tag)}>{title}</a>
      </h3>
      <p class="muted">{about}</p>
      <ul class="operation-list">
        {operationsOf(document, tag).map(({ method, path, operation }) => (
          <li>
            <a href={`${paths.reference(tag)}#${operation.operationId}`}>{operation.summary}</a>
            <OperationName method={method} path={path} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The beginning of the reference: how to call the API, and everything that it can do. */
export function ReferencePage({ document, site }: { document: ApiDocument; site: string }) {
  const text = useText()
  const words = text.programs.reference
  return (
    <Page title={words.title} description={words.lead}>
      <PageHead title={words.title} lead={words.lead}>
        <div class="button-row">
          <LinkButton href={paths.keys()} look="primary">
            {words.getKey}
          </LinkButton>
          <LinkButton href={paths.apiDocument(text.language)}>{words.document}</LinkButton>
          <LinkButton href={paths.problems()}>{words.problemsLink}</LinkButton>
        </div>
      </PageHead>
      <Guide site={site} />
      <section class="section" aria-labelledby="resources">
        <h2 id="resources">{words.resources}</h2>
        <div class="reference-cards">
          {Object.keys(words.tags).map((tag) => (
            <Resource document={document} tag={tag} />
          ))}
        </div>
      </section>
    </Page>
  )
}
