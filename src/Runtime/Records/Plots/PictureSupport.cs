using SkiaSharp;

namespace CellDsl.Runtime.Records.Plots;

/// <summary>Whether this machine can draw pictures: the native drawing library loads, and the typeface draws.</summary>
public static class PictureSupport
{
    /// <summary>What is in the way, in a few words; null when pictures can be drawn.</summary>
    public static string? Problem()
    {
        try
        {
            using var font = new SKFont(PlotFonts.Regular, 12);
            using var bitmap = new SKBitmap(64, 24);
            using var canvas = new SKCanvas(bitmap);
            using var paint = new SKPaint();
            canvas.Clear(SKColors.White);
            canvas.DrawText("mAh", 4, 18, font, paint);
            canvas.Flush();
            return bitmap.Pixels.Any(pixel => pixel != SKColors.White) ? null : "the typeface draws nothing";
        }
        catch (Exception exception)
            when (exception
                    is DllNotFoundException
                        or TypeInitializationException
                        or InvalidOperationException
            )
        {
            return "the native drawing library does not load";
        }
    }
}
