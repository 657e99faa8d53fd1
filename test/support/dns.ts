/** The records that this machine's name server knows, and domains that are proved by them. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import { post } from './api.ts'
import type { Scene } from './scene.ts'

const folder = join(inject('system').dataDir, 'dns')

/** A domain that nobody has yet. */
export const newDomain = (): string => `${randomBytes(6).toString('hex')}.example`

type Record = { readonly name: string; readonly value: string }

export const setRecord = ({ name, value }: Record): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), value)
}
export const removeRecord = ({ name }: Pick<Record, 'name'>): void => rmSync(join(folder, name))

/** Adds a domain to the account, and returns it. */
export const added = async ({ path, admin }: Scene, body: object = {}, as = admin) => {
  const reply = await post(`${path}/domains`, { domain: newDomain(), ...body }, as)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

export const verify = ({ path, admin }: Scene, domain: string, as = admin) =>
  post(`${path}/domains/${domain}/verify`, undefined, as)

/** Adds a domain and proves it. */
export const proved = async (scene: Scene, body: object = {}) => {
  const { domain, record } = await added(scene, body)
  setRecord(record)
  const reply = await verify(scene, domain)
  expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200, body: { state: 'proved' } })
  return reply.body
}
