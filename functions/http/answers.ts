export type Answer = {
  readonly status: 200 | 201 | 202 | 204
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

export const ok = (body: object): Answer => ({ status: 200, body })
export const created = (body: object, location: string): Answer => ({
  status: 201,
  body,
  headers: { location },
})
export const done: Answer = { status: 204 }
export const accepted = (body: object): Answer => ({ status: 202, body })
