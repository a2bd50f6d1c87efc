import type { Fault } from "../../../worker/domain/errors.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { RulesFaults, type RulesForm, TextField } from "../programmes/rules-form.tsx"

export interface NewProgrammeProps {
  actor: SignedIn
  typed: Record<string, string>
  faults: readonly Fault[]
  formKey: string
}

/** `/selection/new`: a programme begins with its title. */
export function NewProgrammePage({ actor, typed, faults, formKey }: NewProgrammeProps) {
  const text = useText()
  const words = text.programmes.create
  const form: RulesForm = {
    typed,
    faults: faults.map((fault) => ({ ...fault, field: fault.field ?? "title" })),
  }
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: text.selection.title, href: paths.selection() },
          { label: words.title },
        ]}
        title={words.title}
        lead={words.lead}
      />
      <div class="stack programme-form">
        <RulesFaults faults={form.faults} />
        <form method="post" action={paths.selection()} class="stack" novalidate>
          <input type="hidden" name="key" value={formKey} />
          <TextField form={form} name="title" maxlength={120} />
          <TextField form={form} name="titleEn" maxlength={160} optional />
          <div class="button-row">
            <Button look="primary">{words.submit}</Button>
            <LinkButton href={paths.selection()} look="quiet">
              {words.cancel}
            </LinkButton>
          </div>
        </form>
      </div>
    </Page>
  )
}
