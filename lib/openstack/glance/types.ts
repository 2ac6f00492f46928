export interface Image {
  id: string;
  name: string;
  /** `active`, or one of those on the way there: queued, saving, uploading, importing. */
  status: string;
  visibility: string;
  sizeBytes: number | null;
  minDiskGib: number;
  minRamMib: number;
  osDistro: string | null;
  osVersion: string | null;
  /** All further string properties, as Glance has them. */
  properties: Readonly<Record<string, string>>;
  createdAt: Date;
}

export interface GlanceClient {
  /** Images the project may use, newest first, over all pages; those still being uploaded, too. */
  listImages(): Promise<Image[]>;
  /** Null when it is gone, or is not shown to the project. */
  findImage(imageId: string): Promise<Image | null>;
}
