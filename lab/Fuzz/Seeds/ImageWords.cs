namespace CamFunctions.Fuzz.Seeds;

/// <summary>Names of chunks, boxes, segments and tags of the image formats. A character is a byte.</summary>
internal static class ImageWords
{
    public static IReadOnlyList<string> All { get; } =
    [
        // PNG and APNG.
        "\x89PNG\r\n\x1A\n", "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "tEXt", "zTXt", "iTXt", "eXIf",
        "sBIT", "bKGD",
        "pHYs", "acTL", "fcTL", "fdAT", "cICP",
        // JPEG: markers of frames, scans, tables and applications.
        "\xFF\xD8\xFF", "\xFF\xC0", "\xFF\xC1", "\xFF\xC2", "\xFF\xC3", "\xFF\xC4", "\xFF\xC9", "\xFF\xD0", "\xFF\xD9", "\xFF\xDA",
        "\xFF\xDB",
        "\xFF\xDD", "\xFF\xE0", "\xFF\xE1", "\xFF\xE2", "\xFF\xEE", "\xFF\xFE", "JFIF\0", "Exif\0\0", "ICC_PROFILE\0", "Adobe\0", "MPF\0",
        // EXIF and TIFF: the orientation, sizes, strips, tiles, compression, photometric interpretation, further directories.
        "II*\0", "MM\0*", "II+\0\x08\0\0\0", "\x12\x01\x03\0\x01\0\0\0", "\0\x01", "\x01\x01", "\x02\x01", "\x03\x01", "\x06\x01",
        "\x11\x01", "\x15\x01",
        "\x16\x01", "\x17\x01", "\x1C\x01", "\x3D\x01", "\x40\x01", "\x42\x01", "\x43\x01", "\x44\x01", "\x45\x01", "\x4A\x01",
        "\x52\x01", "\x53\x01",
        "\x5B\x01", "\x11\x02", "\x12\x02", "\x73\x87", "\x69\x87",
        // GIF: headers, extensions, the application that repeats.
        "GIF87a", "GIF89a", "\x21\xF9\x04", "\x21\xFF\x0BNETSCAPE2.0", "\x2C", "\x3B",
        // WebP.
        "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP ", "\x9D\x01\x2A", "\x2F",
        // AVIF: boxes and brands.
        "ftyp", "avif", "avis", "mif1", "heic", "meta", "hdlr", "pict", "pitm", "iloc", "iinf", "infe", "av01", "Av1C", "av1C", "iprp",
        "ipco", "ipma",
        "ispe", "pixi", "colr", "nclx", "prof", "irot", "imir", "clap", "auxC", "iref", "auxl", "thmb", "dimg", "grid", "idat", "mdat",
        "moov", "trak",
        // Colour profiles.
        "acsp", "RGB ", "CMYK", "GRAY", "Lab ", "XYZ ", "mntr", "prtr", "mft1", "mft2", "mAB ", "curv", "para", "A2B0", "rXYZ", "rTRC",
        "wtpt",
    ];
}
