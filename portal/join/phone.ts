/** The phone number that somebody typed into a form, in the form that the API takes; undefined where they typed none. */
export const typedPhone = async (data: FormData): Promise<string | undefined> => {
  const written = String(data.get('phone') ?? '').trim()
  return written === '' ? undefined : (await import('../../shared/client/phone-number.ts')).toE164(written)
}
