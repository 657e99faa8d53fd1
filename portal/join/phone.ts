/** The phone number entered in a form, in the API's format; undefined if none was entered. */
export const typedPhone = async (data: FormData): Promise<string | undefined> => {
  const written = String(data.get('phone') ?? '').trim()
  return written === '' ? undefined : (await import('../../shared/client/phone-number.ts')).toE164(written)
}
