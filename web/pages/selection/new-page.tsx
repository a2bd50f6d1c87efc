import { basicsMost } from "../../../worker/domain/selection/check-basics.ts"
import { paths } from "../../paths.ts"
import { Button, LinkButton } from "../../ui/button.tsx"
import { Form } from "../../ui/form.tsx"
import type { FormState } from "../../ui/form-state.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { rulesWords, TextField } from "../programmes/rules-form.tsx"

/** `/selection/new`: a programme begins with its title. */
export function NewProgrammePage({ actor, state }: { actor: SignedIn; state: FormState }) {
  const text = useText()
  const words = text.programmes.create
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
        <Form {...rulesWords(text)} unnamed="title" state={state} action={paths.selection()}>
          <TextField name="title" maxlength={basicsMost.title * 2} />
          <TextField name="titleEn" maxlength={basicsMost.titleEn} optional />
          <div class="button-row">
            <Button look="primary">{words.submit}</Button>
            <LinkButton href={paths.selection()} look="quiet">
              {words.cancel}
            </LinkButton>
          </div>
        </Form>
      </div>
    </Page>
  )
}
