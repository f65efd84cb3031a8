namespace CamFunctions.Model.Cam;

/// <summary>Where a network's input has its colour channels.</summary>
public enum ImageLayout
{
    /// <summary>[batch, channels, height, width].</summary>
    ChannelsFirst,

    /// <summary>[batch, height, width, channels].</summary>
    ChannelsLast,
}
