// Uploads a file as a program with tus-js-client does; run again, it goes on where it was.
import fs from 'node:fs'
import * as tus from 'tus-js-client'

const [endpoint, token, batch, path, chunkSize, urls, parts = '1'] = process.argv.slice(2)
const size = fs.statSync(path).size

const upload = new tus.Upload(fs.createReadStream(path), {
  endpoint,
  headers: { Authorization: `Bearer ${token}` },
  metadata: { batch_id: batch, filename: 'scans.zip', filetype: 'application/zip' },
  ...(parts === '1' ? { uploadSize: size } : { parallelUploads: Number(parts) }),
  metadataForPartialUploads: { batch_id: batch, source_length: String(size) },
  chunkSize: Number(chunkSize),
  retryDelays: [0, 1000, 3000, 5000],
  urlStorage: new tus.FileUrlStorage(urls),
  onChunkComplete: (_size, accepted) => console.log(`accepted ${accepted}`),
  onError: (error) => {
    console.log(`failed ${error}`)
    process.exit(1)
  },
  onSuccess: () => {
    console.log(`done ${upload.url}`)
    process.exit(0)
  },
})

const before = await upload.findPreviousUploads()
if (before.length > 0) {
  console.log(`goes on with ${before[0].uploadUrl ?? before[0].parallelUploadUrls}`)
  upload.resumeFromPreviousUpload(before[0])
}
upload.start()
